import { cast } from '@kaltura-discord/sandbox'
import { createRedisSendLimit } from '@kaltura-discord/stores/redis'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../activity-client.ts'
import { startTwoServers } from './servers/two-servers.ts'

let scene: Awaited<ReturnType<typeof startTwoServers>>
// Copies are believed for an hour: whatever is seen sooner was told.
beforeAll(async () => {
  scene = await startTwoServers({ GUILD_CACHE_SECONDS: '3600', ROLE_CACHE_SECONDS: '3600' })
})
afterAll(() => scene?.stop())

test('what the people of a guild change through one server counts in the other within a second', async () => {
  const [one, other] = scene.servers
  expect(await other.locale()).toBe('en')
  expect(await one.changeLocale(0, 'de')).toMatchObject({ kind: 'kept' })

  expect(await eventually(async () => (await other.locale()) === 'de', 'the change', 1000)).toBe(true)
})

test('a hundred copies of one notification, sent to both at once, are one message', async () => {
  const before = scene.news().length
  const [send, sendNext] = [await scene.recording(), await scene.recording()]
  const answers = await Promise.all(Array.from({ length: 100 }, (_, index) => send(scene.servers[index % 2 ? 1 : 0])))
  await eventually(() => scene.news().length > before, 'the message')
  await sendNext(scene.servers[0])
  await eventually(() => scene.news().length > before + 1, 'the message behind it')

  expect(answers.filter((answer) => answer === '200 {"outcome":"accepted"}')).toHaveLength(1)
  expect(answers.filter((answer) => answer === '200 {"outcome":"duplicate"}')).toHaveLength(99)
  expect(scene.news()).toHaveLength(before + 2)
})

test.each([
  ['one', 0, 1],
  ['the other', 1, 0],
] as const)('%s server sends nothing while Discord has closed the token to whoever else uses it', async (_, awake, asleep) => {
  const before = scene.news().length
  const client = await createClient({ url: scene.redisUrl }).connect()
  const limit = createRedisSendLimit({ client, prefix: `kaltura-discord:${cast.applicationId}:` })
  const send = await scene.recording()
  scene.servers[asleep].program.signal('SIGSTOP')
  const closedUntilMs = Date.now() + 2_500
  await limit.learn('GET /gateway/bot', { status: 429, scope: 'global', retryAfterMs: 2_500 }, { atMs: Date.now() })
  await send(scene.servers[awake])
  await eventually(() => scene.news().length > before, 'the message')
  const sentAtMs = Date.now()
  scene.servers[asleep].program.signal('SIGCONT')
  client.destroy()

  expect(sentAtMs).toBeGreaterThanOrEqual(closedUntilMs)
})

test('without Redis messages come all the same, health says what is away, and it is used again when it is back', async () => {
  const before = scene.news().length
  const [one, other] = scene.servers
  const [send, sendNext] = [await scene.recording(), await scene.recording()]
  await scene.stopRedis()
  await eventually(async () => (await one.answers('shared')) === false, 'health says so')
  await send(one)
  await eventually(() => scene.news().length > before, 'the message')
  await scene.startRedisAgain()
  await eventually(async () => (await one.answers('shared')) && (await other.answers('shared')), 'Redis is used again')
  await sendNext(other)
  await eventually(() => scene.news().length > before + 1, 'the next message')
  await one.changeLocale(1, 'fr')

  expect(await eventually(async () => (await other.locale()) === 'fr', 'the change', 1000)).toBe(true)
})

test('what the roles of a guild may do is asked of Discord once for both servers, and nothing that opens anything is in their Redis', async () => {
  const asked = () => scene.sandbox.wire.entries().filter((entry) => JSON.stringify(entry).includes(`/guilds/${cast.guild.id}"`)).length
  await scene.open(scene.servers[0])
  await scene.open(scene.servers[1])
  const held = await scene.heldByRedis()

  expect(asked()).toBe(1)
  expect(held).toMatch(/cache:roles.*owner_id/s)
  expect(scene.secrets.filter((secret) => held.includes(secret))).toEqual([])
  expect(held).not.toMatch(/djJ8|Bearer|Bot /) // the first is how a KS begins
})

test('no server has written the address of either into its log', async () => {
  expect(scene.servers.map(({ program }) => program.output().includes(scene.redisUrl))).toEqual([false, false])
})
