import { describe, expect, test } from 'vitest'
import { createMemorySendLimit } from './memory-send-limit.ts'
import { describeSendLimit } from './send-limit.contract.ts'

describeSendLimit('memory', async (options) => {
  const limit = createMemorySendLimit(options)
  return [limit, limit]
})

describe('[A96] when the clock goes back an hour', () => {
  const hourMs = 3_600_000
  const startMs = 1_800_000_000_000
  const lane = 'channels'
  const back = { atMs: startMs - hourMs, patienceMs: 500, lane } as const

  test('nobody waits for that hour to come again, and turns come as before', async () => {
    const limit = createMemorySendLimit({ perSecond: 10 })
    await limit.take('a', { atMs: startMs, patienceMs: 500, lane })
    await limit.take('b', { atMs: startMs, patienceMs: 500, lane })

    expect(await limit.take('c', back)).toEqual({ kind: 'go', atMs: back.atMs + 250 })
  })

  test('what Discord closed stays closed, for as long as it said', async () => {
    const limit = createMemorySendLimit()
    await limit.learn('a', { status: 429, retryAfterMs: 5_000 }, { atMs: startMs })
    await limit.learn('b', { status: 429, scope: 'global', retryAfterMs: 2_000 }, { atMs: startMs })

    expect(await limit.take('c', back)).toEqual({ kind: 'wait', untilMs: back.atMs + 2_000 })
    expect(await limit.take('a', { ...back, atMs: back.atMs + 2_000 })).toEqual({ kind: 'wait', untilMs: back.atMs + 5_000 })
  })

  test('who came near the ban line waits for the end of a window, and not for more', async () => {
    const limit = createMemorySendLimit({ mostInvalid: 1 })
    await limit.learn('a', { status: 403 }, { atMs: startMs })

    expect(await limit.take('b', back)).toEqual({ kind: 'stop', untilMs: back.atMs + 10 * 60_000 })
  })
})
