import { createMemorySendLimit, type SendLimitOptions } from '@kaltura-discord/core'
import { createResilience } from '@kaltura-discord/core/resilience'
import { expect, test } from 'vitest'
import { createDiscordApi } from './discord-api.ts'

const startMs = 1_800_000_000_000
const guildId = '1100000000000000010'
const userId = '1100000000000000021'
const found = { user: { id: userId, username: 'mara' }, roles: [], id: guildId, owner_id: userId }
const guildAnswer = Response.json({ id: guildId, owner_id: userId, roles: [] })
const bearerAnswer = Response.json({ id: userId, username: 'mara' })
const tooMany = (seconds: string, scope = 'user') =>
  Response.json({}, { status: 429, headers: { 'retry-after': seconds, 'x-ratelimit-scope': scope } })

/** A Discord behind virtual time, which goes on when something waits; `answers` come in turn, then `last` again and again. */
function scene(answers: readonly Response[], options: SendLimitOptions = {}) {
  const clock = { atMs: startMs }
  const asked: { path: string; afterMs: number }[] = []
  const limit = createMemorySendLimit(options)
  const resilience = createResilience({ name: 'Discord', breakAfter: 1 })
  const api = createDiscordApi({
    ...{
      apiUrl: 'https://discord.test',
      applicationId: '1100000000000000001',
      clientSecret: 's',
      botToken: 'a bot token',
      limit,
      resilience,
    },
    async fetch(input) {
      asked.push({ path: new URL(String(input)).pathname, afterMs: clock.atMs - startMs })
      return (answers[asked.length - 1] ?? answers.at(-1) ?? new Response()).clone()
    },
    now: () => clock.atMs,
    async wait(ms) {
      clock.atMs += ms
    },
  })
  return { api, limit, asked, clock, resilience }
}

test('what a person waits for is not held up by a backlog of messages', async () => {
  const { api, limit, asked } = scene([Response.json(found)])
  for (let index = 0; index < 400; index += 1) await limit.take(`POST /${index}`, { atMs: startMs, patienceMs: 3_000, lane: 'channels' })
  const member = await api.member(guildId, userId)

  expect(member?.userId).toBe(userId)
  expect(asked.every(({ afterMs }) => afterMs <= 100)).toBe(true)
})

test('a question that meets a 429 is asked again when that is over, and the circuit stays closed', async () => {
  const { api, asked, resilience } = scene([tooMany('2'), bearerAnswer])

  expect(await api.currentUser('a token')).toEqual({ id: userId, name: 'mara' })
  expect(asked.map(({ afterMs }) => afterMs)).toEqual([0, 2_000])
  expect(resilience.circuit).toBe('closed')
})

test('nobody waits for longer than three seconds: they hear when to try again, and nothing more is sent on that route', async () => {
  const { api, asked, clock, resilience } = scene([tooMany('30')])
  const refused = { code: 'upstream.unavailable', retryable: true, retryAfterMs: 30_000 }
  const first = await api.activityInstance('i-1').catch((error: unknown) => error)

  expect(first).toMatchObject({ ...refused, message: 'Too much is asked of Discord just now. Try again in 30 s.' })
  await expect(api.activityInstance('i-2')).rejects.toMatchObject(refused)
  expect([asked.length, clock.atMs, resilience.circuit]).toEqual([1, startMs, 'closed'])
})

test('who was limited by their own token holds up nobody else', async () => {
  const { api } = scene([tooMany('30'), bearerAnswer])
  await api.currentUser('the token of Tom').catch(() => undefined)

  expect(await api.currentUser('the token of Mara')).toMatchObject({ id: userId })
})

test.each([
  ['the bot’s token', (api: ReturnType<typeof scene>['api']) => api.activityInstance('i-1')],
  ['a user’s token', (api: ReturnType<typeof scene>['api']) => api.currentUser('a token')],
  ['no token', (api: ReturnType<typeof scene>['api']) => api.exchangeCode('code', 'verifier')],
])('well before the ban line nothing is sent any more, also with %s', async (_, question) => {
  const { api, asked } = scene([new Response('{}', { status: 403 })], { mostInvalid: 1 })
  await api.currentUser('not a token').catch(() => undefined)

  await expect(question(api)).rejects.toMatchObject({ code: 'upstream.unavailable', retryAfterMs: 600_000 })
  expect(asked).toHaveLength(1)
})

test('of a guild that the bot sees, somebody who is not in it is no member', async () => {
  const { api, asked } = scene([new Response('', { status: 404 }), guildAnswer])

  expect(await api.member(guildId, userId)).toBeUndefined()
  expect(asked.map(({ path }) => path)).toEqual([`/guilds/${guildId}/members/${userId}`, `/guilds/${guildId}`])
})

test('a refusal is asked for once, and is no outage', async () => {
  const { api, asked, resilience } = scene([new Response('{}', { status: 403 })])

  await expect(api.activityInstance('i-1')).rejects.toMatchObject({ code: 'upstream.unavailable' })
  expect([asked.length, resilience.circuit]).toEqual([1, 'closed'])
})
