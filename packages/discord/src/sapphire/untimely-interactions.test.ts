import { inspect } from 'node:util'
import type { ApiClient } from '@kaltura-discord/api'
import { type Clock, createSandbox, type Sandbox, systemClock } from '@kaltura-discord/sandbox'
import { type ILogger, LogLevel, SapphireClient } from '@sapphire/framework'
import { Events } from 'discord.js'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { KalturaPlugin } from './kaltura-plugin.ts'

const lines: string[] = []
const tokens: string[] = []
const asked: string[] = []
const silences = new Set<() => void>()
let answer: (route: string) => unknown
let sandbox: Sandbox
let client: SapphireClient

const write = (...values: readonly unknown[]) =>
  void lines.push(values.map((value) => inspect(value, { depth: 9, showHidden: true })).join(' '))
const logger: ILogger = {
  ...{ trace: () => undefined, debug: () => undefined, info: () => undefined, write: (_, ...values) => write(...values) },
  ...{ warn: write, error: write, fatal: write },
  has: (level) => level >= LogLevel.Warn,
}
const api: ApiClient = {
  async call(route) {
    asked.push(route.name)
    return answer(route.name) as never
  },
}

/** The clock of this machine, of which the test can let Discord's three seconds end. */
const clock: Clock = {
  now: systemClock.now,
  after(delayMs, run) {
    if (delayMs !== 3_000) return systemClock.after(delayMs, run)
    silences.add(run)
    return () => silences.delete(run)
  },
}
const tooLate = () => {
  for (const run of silences) run()
}

beforeAll(async () => {
  sandbox = await createSandbox({ port: 0, kaltura: false, environment: {}, clock })
  SapphireClient.use(KalturaPlugin)
  client = new SapphireClient({
    intents: ['Guilds'],
    baseUserDirectory: null,
    rest: { api: `${sandbox.url}/api` },
    kaltura: { api },
    logger: { instance: logger },
  })
  client.on(Events.InteractionCreate, ({ token }) => tokens.push(token))
  await client.login(sandbox.environment.DISCORD_BOT_TOKEN)
  await sandbox.waitForCommands()
})
afterAll(async () => {
  await client.destroy()
  await sandbox.close()
})
beforeEach(() => {
  for (const list of [lines, tokens, asked]) list.length = 0
})

const heldTokens = () => tokens.filter((token) => lines.join('\n').includes(token))

test.each([
  ['command', () => sandbox.as('member').use('/kaltura watch', { video: '0_lec01abc' })],
  ['suggestion', () => sandbox.as('member').type('/kaltura watch', 'video', 'lec')],
])('an answer to a %s that comes too late is said in the log, without the token of its interaction', async (_, use) => {
  answer = (route) => {
    tooLate()
    return route === 'suggestEntries' ? { entries: [] } : { kind: 'refused', reason: 'guild-unbound' }
  }
  use().catch(() => undefined) // nobody answers
  await expect.poll(() => lines).toEqual([expect.stringContaining('DiscordAPIError[10062]')])

  expect(tokens).toHaveLength(1)
  expect(heldTokens()).toEqual([])
})

test('of a command that comes twice the code is made once, so that the one that was shown counts', async () => {
  answer = () => ({ kind: 'code', code: `CODE-${asked.length}`, expiresAtMs: Date.now() + 60_000 })
  sandbox.fault({ place: 'discord-gateway', kind: 'duplicate', path: '/INTERACTION_CREATE', times: 1 })
  const { message } = await sandbox.as('member').use('/kaltura link')
  await expect.poll(() => lines).toEqual([expect.stringContaining('DiscordAPIError[40060]')])

  expect(message?.content).toContain('CODE-1')
  expect([tokens.length, asked.length]).toEqual([2, 1])
  expect(heldTokens()).toEqual([])
})

test('a button that is told of twice starts one Activity, and the second time tells nobody anything', async () => {
  const entry = { id: '0_lec01abc', name: 'Lecture', durationS: 60, kind: 'video' }
  answer = (route) => (route === 'offerWatch' ? { kind: 'offered', entry, locale: 'en' } : { kind: 'launched' })
  const card = await sandbox.as('member').use('/kaltura watch', { video: entry.id })
  const before = sandbox.state().messages.length
  sandbox.fault({ place: 'discord-gateway', kind: 'duplicate', path: '/INTERACTION_CREATE', times: 1 })
  await sandbox.as('member').press(card, 'Watch Together')
  await expect.poll(() => lines).toEqual([expect.stringContaining('DiscordAPIError[40060]')])

  expect(asked).toEqual(['offerWatch', 'recordLaunch'])
  expect([sandbox.state().instances.length, sandbox.state().messages.length]).toEqual([1, before])
  expect(heldTokens()).toEqual([])
})
