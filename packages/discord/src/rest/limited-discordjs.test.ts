import { createMemorySendLimit, type SendLimit } from '@kaltura-discord/core'
import { cast, createSandbox } from '@kaltura-discord/sandbox'
import { Client, DefaultRestOptions, Events, REST, Routes } from 'discord.js'
import { expect, onTestFinished, test } from 'vitest'
import { limitedRest } from './limited-rest.ts'

const say = Routes.channelMessages(cast.channels.general.id)
const hello = { body: { content: 'Hello' } }

/** The REST of discord.js, as often as asked, on one limit before one sandbox. */
async function scene({ limit = createMemorySendLimit(), patienceMs = 3_000 }: { limit?: SendLimit; patienceMs?: number } = {}) {
  const sandbox = await createSandbox({ port: 0, kaltura: false, environment: {} })
  onTestFinished(() => sandbox.close())
  const token = sandbox.environment.DISCORD_BOT_TOKEN ?? ''
  const options = () => ({ api: `${sandbox.url}/api`, ...limitedRest({ limit, patienceMs, makeRequest: DefaultRestOptions.makeRequest }) })
  const answers = () => sandbox.wire.entries().flatMap((entry) => (entry.kind === 'exchange' ? [entry.status] : []))
  return {
    sandbox,
    limit,
    answers,
    rest: () => new REST(options()).setToken(token),
    /** A client that is logged in, with `/ping`. */
    async client() {
      const client = new Client({ intents: ['Guilds'], rest: options() })
      onTestFinished(() => client.destroy())
      const ready = new Promise<Client<true>>((done) => client.once(Events.ClientReady, done))
      await client.login(token)
      await (await ready).application.commands.create({ name: 'ping', description: 'Answers' })
      return client
    },
  }
}

/** A limit, with the routes that asked it and the answers that it has learned. */
function recordedLimit() {
  const memory = createMemorySendLimit()
  const routes: (string | undefined)[] = []
  const learned: number[] = []
  const limit: SendLimit = {
    take(route, options) {
      routes.push(route)
      return memory.take(route, options)
    },
    async learn(route, answer, options) {
      await memory.learn(route, answer, options)
      learned.push(answer.status)
    },
  }
  return { limit, routes, learned }
}

test('discord.js logs in, registers commands and answers them, all under the limit', async () => {
  const { limit, routes } = recordedLimit()
  const { client, sandbox } = await scene({ limit })
  const bot = await client()
  bot.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.deferReply().then(() => interaction.editReply('pong'))
  })
  const { message } = await sandbox.as('member').use('/ping')

  expect(message?.content).toBe('pong')
  expect(routes).toEqual(['GET /gateway/bot', 'POST /applications/:id/commands', undefined, undefined])
})

test('through a storm of 429 each message is posted once, and who shares the limit asks no more than the one that met it first', async () => {
  const { limit, learned } = recordedLimit()
  const { rest, sandbox, answers } = await scene({ limit, patienceMs: 100 })
  sandbox.fault({ place: 'discord-rest', kind: 'rate-limit', path: '/messages', delayMs: 500, forMs: 500 })
  const [one, other] = [rest(), rest()]
  const first = one.post(say, hello)
  await expect.poll(() => learned, { interval: 5 }).toEqual([429])
  await Promise.all([first, other.post(say, hello), other.post(say, hello), one.post(say, hello)])

  expect(answers()).toEqual([429, 200, 200, 200, 200])
})

test('at the ban line discord.js sends nothing more, also no answer to an interaction, and each caller hears why', async () => {
  const { client, sandbox, answers } = await scene({ limit: createMemorySendLimit({ mostInvalid: 3 }) })
  const bot = await client()
  const failures: unknown[] = []
  bot.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) interaction.reply('pong').catch((error: unknown) => failures.push(error))
  })
  sandbox.fault({ place: 'discord-rest', kind: 'status', status: 403, path: '/channels' })
  for (const attempt of [1, 2, 3]) await expect(bot.rest.post(say, hello), `${attempt}`).rejects.toMatchObject({ status: 403 })
  const sent = answers().length
  const refused = { code: 'upstream.unavailable', message: expect.stringContaining('more would lead to a ban') }

  await expect(bot.rest.post(say, hello)).rejects.toMatchObject(refused)
  sandbox
    .as('member')
    .use('/ping')
    .catch(() => undefined) // nobody answers
  await expect.poll(() => failures).toEqual([expect.objectContaining(refused)])
  expect(answers()).toHaveLength(sent)
})

test('while the token is closed for a minute, people who use a command are answered all the same', async () => {
  const { client, sandbox, limit } = await scene()
  const bot = await client()
  bot.on(Events.InteractionCreate, (interaction) => {
    if (interaction.isChatInputCommand()) void interaction.reply('pong')
  })
  await limit.learn(undefined, { status: 429, retryAfterMs: 60_000, scope: 'global' }, { atMs: Date.now() })

  expect((await sandbox.as('member').use('/ping')).message?.content).toBe('pong')
})
