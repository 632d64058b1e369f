import { describe, expect, test } from 'vitest'
import { decodeKs } from '../ks/decode-ks.ts'
import { ksSecrets } from '../ks/ks-secrets.ts'
import { createServiceKs } from './service-ks.ts'

const partnerId = 12345
const secret = 'a-secret-of-a-test'
const minuteMs = 60_000

function given() {
  const clock = { atMs: 1_800_000_000_000 }
  const now = () => clock.atMs
  return { clock, now, ks: createServiceKs({ partnerId, secret, now }) }
}

describe('the KS of our own server', () => {
  test('may list what every owner has, and nothing else', async () => {
    const { ks, now } = given()

    expect(await decodeKs(await ks(), { secrets: ksSecrets({ [partnerId]: secret }), now })).toMatchObject({
      status: 'OK',
      content: { type: 0, privileges: 'list:*', userId: 'kaltura-discord' },
    })
  })

  test('is made once for all who ask at the same moment, and kept', async () => {
    const { ks, clock } = given()
    const [first, second] = await Promise.all([ks(), ks()])
    clock.atMs += 12 * minuteMs

    expect(second).toBe(first)
    expect(await ks()).toBe(first)
  })

  test('is renewed while the old one still lives', async () => {
    const { ks, clock, now } = given()
    const first = await ks()
    clock.atMs += 13 * minuteMs
    const second = await ks()

    expect(second).not.toBe(first)
    expect((await decodeKs(first, { secrets: ksSecrets({ [partnerId]: secret }), now })).status).toBe('OK')
  })

  test('is made anew when the clock was set back', async () => {
    const { ks, clock } = given()
    const first = await ks()
    clock.atMs -= 60 * minuteMs

    expect(await ks()).not.toBe(first)
  })

  test('tries again after a failure', async () => {
    const ks = createServiceKs({ partnerId, secret: '', now: () => 0 })
    const thrown = async () => ks().catch((error: unknown) => error)
    const [first, second] = [await thrown(), await thrown()]

    expect(first).toMatchObject({ code: 'input.invalid' })
    expect(second).toEqual(first)
    expect(second).not.toBe(first)
  })
})
