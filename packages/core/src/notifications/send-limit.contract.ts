import { describe, expect, test } from 'vitest'
import type { SendLane, SendLimit, SendLimitOptions, SendTurn } from './send-limit.ts'

const here = 'POST /channels/77/messages'
const there = 'POST /channels/88/messages'
const startMs = 1_800_000_000_000 // a window of ten minutes begins here
const now = { atMs: startMs }
const soon = { atMs: startMs, patienceMs: 0, lane: 'channels' } as const

/**
 * What "implements SendLimit" means. `create` gives the limit of a token that has sent nothing yet, as two processes see it; an implementation for one process
 * gives the same one twice.
 */
export function describeSendLimit(name: string, create: (options: SendLimitOptions) => Promise<readonly [SendLimit, SendLimit]>): void {
  const pair = (options: SendLimitOptions = {}) => create(options)

  describe(`${name} as a SendLimit`, () => {
    test('lets one go at once', async () => {
      const [limit] = await pair()

      expect(await limit.take(here, soon)).toEqual({ kind: 'go', atMs: startMs })
    })

    test('no second holds more than fifty turns, whoever takes them', async () => {
      const [one, other] = await pair()
      const lanes = ['people', 'channels'] as const
      const turns = await Promise.all(
        Array.from({ length: 120 }, (_, index) =>
          (index % 2 ? one : other).take(`GET /${index}`, { ...soon, patienceMs: 5_000, lane: lanes[index % 2] ?? 'people' }),
        ),
      )
      const times = turns.map(timeOf).sort((left, right) => left - right)

      expect(times[0]).toBe(startMs)
      expect(times.slice(50).every((time, index) => time - (times[index] ?? Number.NaN) >= 999.999)).toBe(true)
      expect(times.at(-1)).toBeLessThanOrEqual(startMs + 3_000)
    })

    test('who has no patience takes nothing, and hears when the next turn is', async () => {
      const [one, other] = await pair({ perSecond: 10 })
      await take(one, 2)

      expect(await other.take(there, soon)).toEqual({ kind: 'wait', untilMs: startMs + 250 })
      expect(await other.take(there, { ...soon, patienceMs: 249 })).toEqual({ kind: 'wait', untilMs: startMs + 250 })
      expect(await one.take(there, { ...soon, atMs: startMs + 250 })).toEqual({ kind: 'go', atMs: startMs + 250 })
    })

    test.each([
      ['people', 'channels', 20],
      ['channels', 'people', 10],
    ] as const)('%s have a part of the turns, however much of %s is waiting', async (lane, rush, perSecond) => {
      const [one, other] = await pair()
      await take(other, 400, { lane: rush, patienceMs: 5_000 })
      const turns = await take(one, perSecond, { lane, patienceMs: 1_000 })

      expect(turns.map(timeOf).every((atMs) => atMs < startMs + 1_000)).toBe(true)
    })

    test('what is sent without the token takes none of its turns, and waits for none', async () => {
      const [one, other] = await pair({ perSecond: 10 })
      const tokenless = await take(one, 30, { lane: 'tokenless' })

      expect(tokenless.map(timeOf)).toEqual(Array.from({ length: 30 }, () => startMs))
      expect(await other.take(there, soon)).toEqual({ kind: 'go', atMs: startMs })
    })

    test('a route that is used up waits for its reset, takes no turn until then, and another goes on', async () => {
      const [one, other] = await pair()
      await one.learn(here, { status: 200, remaining: 0, resetAfterMs: 4_000 }, now)

      expect(await other.take(here, { ...soon, patienceMs: 5_000 })).toEqual({ kind: 'wait', untilMs: startMs + 4_000 })
      expect(await one.take(there, soon)).toEqual({ kind: 'go', atMs: startMs })
      expect(await other.take(here, { ...soon, atMs: startMs + 4_000 })).toEqual({ kind: 'go', atMs: startMs + 4_000 })
    })

    test('what remains of a route is counted down before the next answer tells', async () => {
      const [one, other] = await pair()
      await one.learn(here, { status: 200, remaining: 2, resetAfterMs: 4_000 }, now)
      const later = (atMs: number) => ({ ...soon, atMs: startMs + atMs })

      expect((await one.take(here, later(0))).kind).toBe('go')
      expect((await other.take(here, later(100))).kind).toBe('go')
      expect(await one.take(here, later(200))).toEqual({ kind: 'wait', untilMs: startMs + 4_000 })
      expect((await one.take(here, later(4_000))).kind).toBe('go')
    })

    test('a 429 of a route closes it for as long as it says', async () => {
      const [one, other] = await pair()
      await one.learn(here, { status: 429, retryAfterMs: 7_000, scope: 'user' }, now)

      expect(await other.take(here, soon)).toEqual({ kind: 'wait', untilMs: startMs + 7_000 })
      expect((await other.take(there, soon)).kind).toBe('go')
    })

    test('a 429 of a part of a route leaves the rest of it open', async () => {
      const [one, other] = await pair()
      await one.learn(here, { status: 429, retryAfterMs: 600_000, remaining: 3, resetAfterMs: 4_000, scope: 'user' }, now)

      expect((await other.take(here, soon)).kind).toBe('go')
    })

    test('a global 429 closes every route of the token, and holds up nothing that is sent without it', async () => {
      const [one, other] = await pair()
      await one.learn(here, { status: 429, retryAfterMs: 7_000, scope: 'global' }, now)

      expect(await other.take(there, soon)).toEqual({ kind: 'wait', untilMs: startMs + 7_000 })
      expect((await other.take(undefined, { ...soon, lane: 'tokenless' })).kind).toBe('go')
    })

    test('when the network before Discord says 429, nobody sends anything until it is over', async () => {
      const [one, other] = await pair()
      await one.learn(undefined, { status: 429, retryAfterMs: 7_000, scope: 'network' }, now)

      expect(await other.take(there, soon)).toEqual({ kind: 'stop', untilMs: startMs + 7_000 })
      expect(await other.take(undefined, { ...soon, lane: 'tokenless' })).toEqual({ kind: 'stop', untilMs: startMs + 7_000 })
      expect((await one.take(there, { ...soon, atMs: startMs + 7_000 })).kind).toBe('go')
    })

    test('well before the ban line nobody sends until the ten minutes are over', async () => {
      const [one, other] = await pair({ mostInvalid: 3 })
      await one.learn(here, { status: 401 }, now)
      await other.learn(there, { status: 403 }, now)
      const before = await one.take('GET /a', soon)
      await one.learn('GET /b', { status: 429, retryAfterMs: 1, scope: 'user' }, now)

      expect(before.kind).toBe('go')
      expect(await one.take(undefined, { ...soon, lane: 'tokenless' })).toEqual({ kind: 'stop', untilMs: startMs + 600_000 })
      expect(await other.take('GET /a', { ...soon, atMs: startMs + 20, patienceMs: 1_000 })).toEqual({
        kind: 'stop',
        untilMs: startMs + 600_000,
      })
      expect((await other.take('GET /a', { ...soon, atMs: startMs + 600_000 })).kind).toBe('go')
    })

    test('a limit that is nobody else’s closes nothing, and is counted at the ban line', async () => {
      const [one, other] = await pair({ mostInvalid: 2 })
      const refused = { status: 429, retryAfterMs: 7_000, scope: 'user' } as const
      await one.learn(undefined, refused, now)
      const before = await other.take(undefined, { ...soon, lane: 'tokenless' })
      await one.learn(undefined, refused, now)

      expect(before.kind).toBe('go')
      expect((await other.take(here, soon)).kind).toBe('stop')
    })

    test('good answers, and a 429 that others brought about, are not counted as invalid', async () => {
      const [one] = await pair({ mostInvalid: 1 })
      await one.learn(here, { status: 404 }, now)
      await one.learn(there, { status: 429, retryAfterMs: 1, scope: 'shared' }, now)

      expect((await one.take('GET /a', soon)).kind).toBe('go')
    })
  })
}

function take(limit: SendLimit, count: number, more: { lane?: SendLane; patienceMs?: number } = {}): Promise<SendTurn[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => limit.take(`GET /${index}`, { ...soon, ...more })))
}

function timeOf(turn: SendTurn): number {
  return turn.kind === 'go' ? turn.atMs : Number.NaN
}
