import { describe, expect, test } from 'vitest'
import { UnavailableError } from '../errors/coded-error.ts'
import { createMemorySendLimit } from './memory-send-limit.ts'
import { describeSendLimit } from './send-limit.contract.ts'
import { createSteadySendLimit } from './steady-send-limit.ts'

const route = 'POST /channels/77/messages'
const startMs = 1_800_000_000_000
const at = (afterMs: number) => ({ atMs: startMs + afterMs, patienceMs: 0, lane: 'people' }) as const

describeSendLimit('a shared limit that answers', async (options) => {
  const shared = createMemorySendLimit(options)
  const process = () => createSteadySendLimit({ shared, onAway: () => expect.unreachable() })
  return [process(), process()]
})

/** A process whose shared limit can be taken away. */
function given() {
  const memory = createMemorySendLimit()
  const state = { isAway: false, asked: 0, told: 0 }
  const answer = <T>(from: () => Promise<T>) => {
    state.asked += 1
    return state.isAway ? Promise.reject(new UnavailableError('Redis did not answer.')) : from()
  }
  const limit = createSteadySendLimit({
    shared: { take: (...asked) => answer(() => memory.take(...asked)), learn: (...told) => answer(() => memory.learn(...told)) },
    onAway: () => {
      state.told += 1
    },
  })
  return { limit, state }
}

describe('a limit whose shared one is away', () => {
  test('goes on by itself, ten turns a second, and says so once', async () => {
    const { limit, state } = given()
    state.isAway = true

    await limit.take(route, at(0))
    await limit.take(route, at(0))
    expect(await limit.take(route, at(1))).toEqual({ kind: 'wait', untilMs: startMs + 250 })
    expect(await limit.take(route, at(250))).toEqual({ kind: 'go', atMs: startMs + 250 })
    expect(state).toMatchObject({ asked: 1, told: 1 })
  })

  test('asks it again after two seconds, and is again within what all share', async () => {
    const { limit, state } = given()
    state.isAway = true
    await limit.take(route, at(0))
    state.isAway = false
    await limit.take(route, at(1_999))
    expect(state.asked).toBe(1)

    expect((await limit.take(route, at(2_000))).kind).toBe('go')
    expect((await limit.take(route, at(2_000))).kind).toBe('go')
    expect(await limit.take(route, at(2_001))).toEqual({ kind: 'wait', untilMs: startMs + 2_050 })
  })

  test('knows what Discord closed before', async () => {
    const { limit, state } = given()
    await limit.learn(route, { status: 429, scope: 'global', retryAfterMs: 5_000 }, at(0))
    state.isAway = true

    expect(await limit.take(route, at(1))).toEqual({ kind: 'wait', untilMs: startMs + 5_000 })
  })

  test('[A96] asks it again at once when the clock went back an hour', async () => {
    const { limit, state } = given()
    state.isAway = true
    await limit.take(route, at(0))
    state.isAway = false
    await limit.take(route, at(-3_600_000))

    expect(state.asked).toBe(2)
  })

  test('does not hide what is no outage', async () => {
    const broken = () => Promise.reject(new TypeError('a bug'))
    const limit = createSteadySendLimit({ shared: { take: broken, learn: broken }, onAway: () => expect.unreachable() })

    await expect(limit.take(route, at(0))).rejects.toThrow('a bug')
  })
})
