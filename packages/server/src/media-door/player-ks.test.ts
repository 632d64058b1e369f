import { type IssuedKs, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { createPlayerKs } from './player-ks.ts'
import { createPlayerPasses, type PlayerClaims } from './player-pass.ts'

const minuteMs = 60_000
const lifeMs = 15 * minuteMs
const mara: PlayerClaims = {
  viewer: { userId: '1', name: 'Mara' },
  place: { instanceId: 'i-1', guildId: '10', channelId: '11' },
  entryId: '0_lec01abc',
  connection: 'main',
}

async function given(options: { secret?: string; kept?: number } = {}) {
  const clock = { atMs: Date.UTC(2026, 0, 1) }
  const now = () => clock.atMs
  const issued: { claims: PlayerClaims; ks: string; atMs: number }[] = []
  const trouble: { error?: Error } = {}
  const next = async (claims: PlayerClaims): Promise<IssuedKs> => {
    if (trouble.error) throw trouble.error
    const ks = `ks-${issued.length + 1}`
    issued.push({ claims, ks, atMs: clock.atMs })
    return { ks, expiresAtMs: clock.atMs + lifeMs }
  }
  const passes = await createPlayerPasses({ secret: options.secret ?? 'a secret', now })
  const playerKs = createPlayerKs({ passes, issue: next, now, ...options })
  const startMs = clock.atMs
  const pass = await playerKs.welcome(mara, { ks: 'ks-0', expiresAtMs: startMs + lifeMs })
  /** How old the KS is each time that a player asks, every 10 s. */
  const agesOver = async (timeMs: number) => {
    const ages: number[] = []
    for (; clock.atMs < startMs + timeMs; clock.atMs += 10_000) {
      const ks = await playerKs.of(pass, 'main')
      ages.push(clock.atMs - (issued.find((each) => each.ks === ks)?.atMs ?? startMs))
    }
    return ages
  }
  return { clock, issued, trouble, playerKs, pass, agesOver }
}

describe('the KS behind a pass', () => {
  test('is the one that came of the admission, and the pass does not show it', async () => {
    const { playerKs, pass, issued } = await given()

    expect(await playerKs.of(pass, 'main')).toBe('ks-0')
    expect(issued).toEqual([])
    expect(pass).not.toContain('ks-0')
    expect(pass).toMatch(/^[\w.-]+$/)
  })

  test('lives at every moment of a party of three hours, and is made no more often than it has to be', async () => {
    const { issued, agesOver } = await given()
    const ages = await agesOver(180 * minuteMs)

    expect(ages).toHaveLength(1080)
    expect(Math.max(...ages)).toBeLessThanOrEqual(lifeMs - 5 * minuteMs)
    expect(issued).toHaveLength(19)
    expect(issued.every(({ claims }) => claims.viewer.userId === '1' && claims.entryId === '0_lec01abc')).toBe(true)
  })

  test('is asked for once by all that the player asks at the same moment', async () => {
    const { playerKs, pass, issued, clock } = await given()
    clock.atMs += lifeMs
    const all = await Promise.all([playerKs.of(pass, 'main'), playerKs.of(pass, 'main'), playerKs.of(pass, 'main')])

    expect(all).toEqual(['ks-1', 'ks-1', 'ks-1'])
    expect(issued).toHaveLength(1)
  })

  test('is replaced when Kaltura refuses it, once for all who were refused', async () => {
    const { playerKs, pass, issued } = await given()
    const others = await Promise.all([playerKs.instead(pass, 'main', 'ks-0'), playerKs.instead(pass, 'main', 'ks-0')])

    expect([...others, await playerKs.instead(pass, 'main', 'ks-0')]).toEqual(['ks-1', 'ks-1', 'ks-1'])
    expect(issued).toHaveLength(1)
  })

  test('is not replaced again and again for somebody whom Kaltura refuses', async () => {
    const { playerKs, pass, issued, clock } = await given()
    const first = await playerKs.instead(pass, 'main', 'ks-0')
    const soon = await playerKs.instead(pass, 'main', 'ks-1')
    clock.atMs += 31_000
    const later = await playerKs.instead(pass, 'main', 'ks-1')

    expect([first, soon, later]).toEqual(['ks-1', undefined, 'ks-2'])
    expect(issued).toHaveLength(2)
  })

  test('goes on while the next one cannot be had, and comes to an end with a clear no', async () => {
    const { playerKs, pass, trouble, clock } = await given()
    trouble.error = new UnavailableError('Discord did not answer.')
    clock.atMs += lifeMs - minuteMs
    const during = await playerKs.of(pass, 'main')
    clock.atMs += 2 * minuteMs

    expect(during).toBe('ks-0')
    await expect(playerKs.of(pass, 'main')).rejects.toThrow('Discord did not answer.')
  })

  test('is had anew by another server with the same secret, and after this one forgot it', async () => {
    const here = await given({ kept: 1 })
    const there = await given()
    await here.playerKs.welcome({ ...mara, viewer: { userId: '2', name: 'Tom' } }, { ks: 'toms', expiresAtMs: here.clock.atMs + lifeMs })

    expect(await here.playerKs.of(here.pass, 'main')).toBe('ks-1')
    expect(await there.playerKs.of(here.pass, 'main')).toBe('ks-1')
    expect(there.issued[0]?.claims).toEqual(mara)
  })
})

describe('a pass', () => {
  test('ends with the sign-in, after eight hours', async () => {
    const { playerKs, pass, clock } = await given()
    clock.atMs += 8 * 60 * minuteMs - 1000
    const before = await playerKs.of(pass, 'main')
    clock.atMs += 2000

    expect([before, await playerKs.of(pass, 'main')]).toEqual(['ks-1', undefined])
  })

  test('opens nothing of another connection, so that no account is sent a KS of another', async () => {
    const { playerKs, pass, issued } = await given()

    expect(await playerKs.of(pass, 'archive')).toBeUndefined()
    expect(await playerKs.instead(pass, 'archive', 'ks-0')).toBeUndefined()
    expect([await playerKs.of(pass, 'main'), issued]).toEqual(['ks-0', []])
  })

  test('of another secret, and what is none, opens nothing', async () => {
    const { playerKs } = await given()
    const other = await given({ secret: 'another secret' })

    expect(await Promise.all([other.pass, 'djJ8MTAyfHZpZXdlcg==', '', '..'].map((text) => playerKs.of(text, 'main')))).toEqual(
      Array(4).fill(undefined),
    )
    expect(await playerKs.instead(other.pass, 'main', 'x')).toBeUndefined()
  })
})
