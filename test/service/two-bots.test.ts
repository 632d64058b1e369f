import { cast, createSandbox, type Sandbox } from '@kaltura-discord/sandbox'
import { applicationPrefix, createRedisSendLimit } from '@kaltura-discord/stores/redis'
import { createClient } from '@redis/client'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startProgram } from '../child.ts'
import { freePort, startRedis } from './rooms/redis-server.ts'

type Program = ReturnType<typeof startProgram>
const { general, recordings } = cast.channels
let sandbox: Sandbox
let redis: Program
let environment: Record<string, string>
const bots: Program[] = []

beforeEach(async () => {
  const port = await freePort()
  redis = await startRedis(port)
  sandbox = await createSandbox({ port: 0, kaltura: false })
  const { DISCORD_APPLICATION_ID = '', DISCORD_BOT_TOKEN = '' } = sandbox.environment
  environment = {
    ...{ DISCORD_APPLICATION_ID, DISCORD_BOT_TOKEN, REDIS_URL: `redis://127.0.0.1:${port}` },
    SERVER_SECRET: 'x'.repeat(32),
    SERVER_URL: 'http://127.0.0.1:1',
  }
})
afterEach(async () => {
  await Promise.all([redis, ...bots.splice(0)].map((program) => program.stop('SIGKILL')))
  await sandbox.close()
})

/** `apps/bot` as a process of its own. */
function startBot(channelId: string): Program {
  const flags = ['--conditions=@kaltura-discord/source', '--disable-warning=ExperimentalWarning']
  const program = startProgram(
    process.execPath,
    [...flags, 'test/service/servers/bot-node.ts', `${sandbox.url}/api`, channelId],
    environment,
  )
  bots.push(program)
  return program
}

const answers = () => sandbox.wire.entries().flatMap((entry) => (entry.kind === 'exchange' ? [entry.status] : []))

/** The limit as another process of the same Discord application has it, such as a server. */
async function limitOfAnother() {
  const client = await createClient({ url: environment.REDIS_URL ?? '' }).connect()
  const { DISCORD_APPLICATION_ID = '' } = sandbox.environment
  return { limit: createRedisSendLimit({ client, prefix: applicationPrefix(DISCORD_APPLICATION_ID) }), close: () => client.destroy() }
}

test('two bots that post eighty messages at once stay within what Discord lets their token send, and all are posted', async () => {
  const both = [startBot(general.id), startBot(recordings.id)]
  await Promise.all(both.map((bot) => bot.says(/online/)))
  for (const bot of both) bot.signal('SIGUSR2')
  await Promise.all(both.map((bot) => bot.says(/posted/)))

  expect(sandbox.state().messages).toHaveLength(80)
  expect(answers().filter((status) => status === 429)).toEqual([])
})

test('a bot sends nothing while Discord has closed the token to whoever else uses it', async () => {
  const { limit, close } = await limitOfAnother()
  const bot = startBot(general.id)
  await bot.says(/online/)
  const closedUntilMs = Date.now() + 1_500
  await limit.learn('GET /guilds/1', { status: 429, scope: 'global', retryAfterMs: 1_500 }, { atMs: Date.now() })
  close()
  const sent = answers().length
  bot.signal('SIGUSR2')
  await expect.poll(() => answers().length).toBeGreaterThan(sent)

  expect(Date.now()).toBeGreaterThanOrEqual(closedUntilMs)
})

test('a bot that starts when another process has come to the ban line sends nothing, and says why', async () => {
  const { limit, close } = await limitOfAnother()
  await Promise.all(Array.from({ length: 4_500 }, () => limit.learn(undefined, { status: 403 }, { atMs: Date.now() })))
  close()
  const bot = startBot(general.id)

  await bot.says(/more would lead to a ban/)
  expect(await bot.ended).not.toBe(0)
  expect(answers()).toEqual([])
})
