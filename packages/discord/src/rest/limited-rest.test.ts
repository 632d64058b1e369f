import { createMemorySendLimit, type SendLimit } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { limitedRest } from './limited-rest.ts'

const startMs = 1_800_000_000_000
const asBot = { method: 'POST', headers: { Authorization: 'Bot a.b.c' } }
const channel = 'https://discord.com/api/v10/channels/1100000000000000077/messages'
const callback = 'https://discord.com/api/v10/interactions/1100000000000000099/aW50ZXJhY3Rpb24/callback'

/** A Discord behind virtual time, which goes on when something waits. */
function scene({
  limit = createMemorySendLimit(),
  answer = () => new Response('{}'),
}: {
  limit?: SendLimit
  answer?: () => Response
} = {}) {
  const clock = { atMs: startMs }
  const sent: number[] = []
  const { makeRequest } = limitedRest({
    limit,
    async makeRequest(_: string, __: typeof asBot) {
      sent.push(clock.atMs - startMs)
      return answer()
    },
    now: () => clock.atMs,
    async wait(ms) {
      await new Promise(setImmediate) // whatever can go on goes on first
      clock.atMs += ms
    },
  })
  return { makeRequest, sent, limit, clock }
}

test('a request waits for its turn, after those that others have taken', async () => {
  const { makeRequest, sent, limit } = scene()
  for (let index = 0; index < 20; index += 1) await limit.take('GET /gateway', { atMs: startMs, patienceMs: 3_000, lane: 'people' })
  await makeRequest(channel, asBot)

  expect(sent).toEqual([500])
})

test('one whose turn is too far away is not sent: discord.js hears when to ask again', async () => {
  const { makeRequest, sent, limit } = scene()
  await limit.learn('POST /channels/1100000000000000077/messages', { status: 429, retryAfterMs: 8_000, scope: 'user' }, { atMs: startMs })
  const answer = await makeRequest(channel, asBot)

  expect(sent).toEqual([])
  expect(answer.status).toBe(429)
  expect(Object.fromEntries(answer.headers)).toMatchObject({
    'retry-after': '8',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': '8',
    'x-ratelimit-scope': 'user',
  })
  expect(await answer.json()).toMatchObject({ retry_after: 8, global: false })
})

test('what Discord answered is known to all that share the limit', async () => {
  const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset-after': '4' }
  const { makeRequest, limit } = scene({ answer: () => new Response('{}', { headers }) })
  await makeRequest(channel, asBot)

  expect(await limit.take('POST /channels/1100000000000000077/messages', { atMs: startMs, patienceMs: 0, lane: 'channels' })).toEqual({
    kind: 'wait',
    untilMs: startMs + 4_000,
  })
})

test.each([channel, callback])('at the ban line nothing is sent, and who asked hears why and for how long: %s', async (url) => {
  const { makeRequest, sent } = scene({
    limit: createMemorySendLimit({ mostInvalid: 2 }),
    answer: () => new Response('{}', { status: 403 }),
  })
  await makeRequest(channel, asBot)
  await makeRequest(callback, { ...asBot, headers: { Authorization: '' } })

  await expect(makeRequest(url, asBot)).rejects.toMatchObject({
    code: 'upstream.unavailable',
    retryable: true,
    retryAfterMs: 600_000,
    message: expect.stringMatching(/^Nothing is sent to Discord for 600 s: it refused so much \(401, 403, 429\)/),
  })
  expect(sent).toHaveLength(2)
})

test('an answer to an interaction waits for no turn, and goes out while the token is closed', async () => {
  const { makeRequest, sent, limit } = scene()
  await limit.learn(undefined, { status: 429, retryAfterMs: 60_000, scope: 'global' }, { atMs: startMs })
  await makeRequest(callback, asBot)

  expect(sent).toEqual([0])
})

test('an answer to an interaction waits no longer than a quarter of a second for a limit that says nothing', async () => {
  const { makeRequest, sent } = scene({ limit: { take: () => new Promise(() => undefined), learn: async () => undefined } })
  await makeRequest(callback, asBot)

  expect(sent).toEqual([250])
})
