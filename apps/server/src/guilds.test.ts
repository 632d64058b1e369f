import { readSettings } from '@kaltura-discord/core'
import type { ServerLog } from '@kaltura-discord/server'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { expect, onTestFinished, test } from 'vitest'
import { openGuilds } from './guilds.ts'

const hex = '0123456789abcdef0123456789abcdef'
const [guildA, guildB] = ['1100000000000000010', '1100000000000000011'] as const

/** Settings with these connections beside main, and these guilds bound to some. */
function settingsWith(others: readonly string[], bound: Readonly<Record<string, string>>) {
  const account = (partnerId: number) => ({ partnerId, adminSecret: hex, uiConfId: 1 })
  const connections = Object.fromEntries(['main', ...others].map((name, index) => [name, account(index + 1)]))
  const guilds = Object.entries(bound).map(([guildId, connection]) => ({ guildId, connection, tags: ['discord'] }))
  const outcome = readSettings({
    environment: {},
    file: {
      kind: 'read',
      tree: {
        discord: { applicationId: '1100000000000000001', botToken: 'token', clientSecret: 'secret' },
        server: { secret: 'x'.repeat(32) },
        kaltura: { connections },
        guilds,
      },
    },
  })
  if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
  return outcome.settings
}

function given(settings: ReturnType<typeof settingsWith>) {
  const warnings: { fields: object; words: string }[] = []
  const note = (fields: object, words: string) => void warnings.push({ fields, words })
  const log: ServerLog = { info: () => undefined, warn: note, error: note }
  const guilds = openGuilds({ settings, store: createMemoryStores().guildConfigs, log })
  onTestFinished(() => guilds.close())
  return { guilds, warnings, connectionOf: async (guildId: string) => (await guilds.bindings.find(guildId))?.connection }
}

test('a guild is bound to the connection of its line, and moves when the file does', async () => {
  const { guilds, warnings, connectionOf } = given(settingsWith(['archive'], { [guildA]: 'main', [guildB]: 'archive' }))

  expect([await connectionOf(guildA), await connectionOf(guildB)]).toEqual(['main', 'archive'])
  guilds.reread(settingsWith(['archive'], { [guildA]: 'archive' }))
  expect([await connectionOf(guildA), await connectionOf(guildB)]).toEqual(['archive', undefined])
  expect(warnings).toEqual([])
})

test('a guild that the file binds to a new connection is named: nothing opens it before the next start', async () => {
  const { guilds, warnings } = given(settingsWith([], { [guildA]: 'main' }))
  guilds.reread(settingsWith(['archive'], { [guildA]: 'main', [guildB]: 'archive' }))

  expect(warnings).toEqual([
    { fields: { settings: ['KALTURA_CONNECTIONS'] }, words: expect.stringContaining('after the next start') },
    { fields: { guilds: [guildB] }, words: expect.stringContaining('until then they see nothing') },
  ])
})
