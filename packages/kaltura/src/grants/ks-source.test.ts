import { InvalidInputError, type IssuedKs, UnavailableError } from '@kaltura-discord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeKs } from '../ks/decode-ks.ts'
import { ksSecrets } from '../ks/ks-secrets.ts'
import { createKsSource } from './ks-source.ts'
import { createLocalKsIssuer } from './local-ks-issuer.ts'

const minuteMs = 60_000
const lifetimeMs = 15 * minuteMs

function given(issue?: (made: number) => Promise<IssuedKs>) {
  const clock = { atMs: 1_800_000_000_000 }
  const now = () => clock.atMs
  let made = 0
  const issuer = {
    issue: () => {
      made += 1
      return issue?.(made) ?? Promise.resolve({ ks: `ks-${made}`, expiresAtMs: clock.atMs + lifetimeMs })
    },
  }
  return { clock, source: createKsSource({ issuer, grant: { kind: 'catalogue' }, now }) }
}

describe('a KS that is kept', () => {
  test('is made once for all who ask at the same moment, and for those who ask later', async () => {
    const { source, clock } = given()
    const asked = await Promise.all([source.current(), source.current()])
    clock.atMs += 8 * minuteMs

    expect([...asked, await source.current()]).toEqual(['ks-1', 'ks-1', 'ks-1'])
  })

  test('is renewed so early that it lives even where the clock is five minutes ahead of ours', async () => {
    const { source, clock } = given()
    await source.current()
    clock.atMs += lifetimeMs - 5 * minuteMs - 30_000

    expect(await source.current()).toBe('ks-2')
  })

  test.each([
    ['by us, with our clock', (_skewMs: number) => 0],
    ['by Kaltura, with its clock', (skewMs: number) => skewMs],
  ])('and was issued %s lives whenever it is asked for, with clocks up to five minutes apart', async (_, ahead) => {
    const steps = fc.array(fc.integer({ min: 1, max: 20 * minuteMs }), { minLength: 1, maxLength: 20 })
    const property = fc.asyncProperty(fc.integer({ min: -5 * minuteMs, max: 5 * minuteMs }), steps, async (skewMs, waits) => {
      const clock = { atMs: 1_800_000_000_000 }
      const issuer = createLocalKsIssuer({ partnerId: 1, secret: 's', now: () => clock.atMs + ahead(skewMs) })
      const source = createKsSource({ issuer, grant: { kind: 'catalogue' }, now: () => clock.atMs })
      const judgeAfter = async (waitMs: number) => {
        clock.atMs += waitMs
        return (await decodeKs(await source.current(), { secrets: ksSecrets({ 1: 's' }), now: () => clock.atMs + skewMs })).status
      }
      const judged: string[] = []
      for (const waitMs of waits) judged.push(await judgeAfter(waitMs))

      expect(judged).toEqual(waits.map(() => 'OK'))
    })
    await fc.assert(property, { seed: 5, numRuns: 100 })
  })

  test('of a minute is kept for half of it', async () => {
    const { source, clock } = given(async (made) => ({ ks: `ks-${made}`, expiresAtMs: clock.atMs + minuteMs }))
    await source.current()
    clock.atMs += 29_000

    expect(await source.current()).toBe('ks-1')
    clock.atMs += 2_000
    expect(await source.current()).toBe('ks-2')
  })

  test('is made anew when the clock was set back', async () => {
    const { source, clock } = given()
    await source.current()
    clock.atMs -= 60 * minuteMs

    expect(await source.current()).toBe('ks-2')
  })

  test('is made anew when Kaltura refused it, but not when it refused an older one', async () => {
    const { source } = given()
    source.refused(await source.current())
    expect(await source.current()).toBe('ks-2')
    source.refused('ks-1')

    expect(await source.current()).toBe('ks-2')
  })

  test('is asked for again after a failure', async () => {
    const { source } = given(async (made) => {
      if (made === 1) throw new UnavailableError('down')
      return { ks: `ks-${made}`, expiresAtMs: Number.MAX_SAFE_INTEGER }
    })

    await expect(Promise.all([source.current(), source.current()])).rejects.toThrow('down')
    expect(await source.current()).toBe('ks-2')
  })

  test('goes on while it lives when it cannot be renewed, and is renewed at the next good moment', async () => {
    let down = false
    const { source, clock } = given(async (made) => {
      if (down) throw new UnavailableError('down')
      return { ks: `ks-${made}`, expiresAtMs: clock.atMs + lifetimeMs }
    })
    await source.current()
    down = true
    clock.atMs += lifetimeMs - 5 * minuteMs
    const during = await source.current()
    down = false
    clock.atMs += 3 * minuteMs
    const after = await source.current()

    expect([during, after]).toEqual(['ks-1', 'ks-3'])
  })

  test('does not outlive its expiry, nor a clear refusal of its renewal', async () => {
    const errors = [new InvalidInputError('no'), new UnavailableError('down')]
    const { source, clock } = given(async (made) => {
      const error = made === 1 ? undefined : errors.shift()
      if (error) throw error
      return { ks: `ks-${made}`, expiresAtMs: clock.atMs + lifetimeMs }
    })
    await source.current()
    clock.atMs += lifetimeMs - minuteMs
    await expect(source.current()).rejects.toThrow('no')
    clock.atMs += 2 * minuteMs
    await expect(source.current()).rejects.toThrow('down')
  })
})
