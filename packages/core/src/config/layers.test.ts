import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explainSettings } from './explanation.ts'
import { type Environment, layered } from './layers.ts'
import { readBotSettings, readSettings } from './read-settings.ts'
import { settingRows } from './settings.ts'

const lay = (tree: unknown, environment: Environment = {}) => layered({ environment, file: { kind: 'read', tree } }, settingRows)
const problemsOf = (tree: unknown, environment: Environment = {}) => lay(tree, environment).problems
const full = {
  discord: { applicationId: '1100000000000000001', botToken: '{{BOT_TOKEN}}', clientSecret: 'client secret' },
  kaltura: { partnerId: 12345, adminSecret: '{{KALTURA_ADMIN_SECRET}}', uiConfId: '50000', liveEntries: ['1_live01ab'] },
  server: { secret: 'x'.repeat(32) },
  urlMappings: { '/kaltura': 'https://a.example', '/cdn': 'https://{{CDN:-b.example}}:8443' },
  guilds: [{ guildId: '1100000000000000010', tags: ['discord'] }],
}
const secrets = { BOT_TOKEN: 'token', KALTURA_ADMIN_SECRET: '0123456789abcdef0123456789abcdef' }
const read = (tree: unknown, environment: Environment) => readSettings({ environment, file: { kind: 'read', tree } })

describe('layers of settings', () => {
  test('the environment wins over the file, the file over the default, and blank says nothing', () => {
    const tree = { server: { port: 9000, dataDir: '' }, mode: 'production' }

    expect(lay(tree).values).toMatchObject({ PORT: 9000, DATA_DIR: '.data' })
    expect(lay(tree, { PORT: '7000' }).values).toMatchObject({ PORT: '7000' })
    expect(lay(tree, { PORT: ' ' }).layerOf('PORT')).toBe('file')
    expect(['PORT', 'NODE_ENV', 'DATA_DIR', 'PUBLIC_URL'].map(lay(tree, { PORT: '7000' }).layerOf)).toEqual([
      'environment',
      'file',
      'default',
      'unset',
    ])
  })

  test('a file says numbers, lists and objects as such', () => {
    expect(read(full, secrets)).toMatchObject({
      kind: 'complete',
      settings: {
        DISCORD_BOT_TOKEN: 'token',
        KALTURA_PARTNER_ID: 12345,
        KALTURA_UICONF_ID: 50000,
        KALTURA_LIVE_ENTRIES: ['1_live01ab'],
        URL_MAPPINGS: [
          { prefix: '/kaltura', origin: 'https://a.example' },
          { prefix: '/cdn', origin: 'https://b.example:8443' },
        ],
        GUILDS: [{ guildId: '1100000000000000010' }],
      },
    })
  })

  test('an id that YAML read as a number is refused, since its last digits are gone', () => {
    const wrong = { ...full, discord: { ...full.discord, applicationId: Number('1100000000000000001') } }

    expect(read(wrong, secrets)).toEqual({
      kind: 'incomplete',
      problems: ['DISCORD_APPLICATION_ID of the configuration file is not usable: must be a Discord id: 17 to 20 digits, in quotes'],
    })
  })

  test('[F90] a placeholder takes the environment, then what the file says for the setting of that name', () => {
    const tree = { server: { publicUrl: 'https://{{PORT}}.{{DATA_DIR}}.example', port: 9000, dataDir: 'x{{PORT}}' } }

    expect(lay(tree, { PORT: '7' }).values.PUBLIC_URL).toBe('https://7.x7.example')
    expect(lay(tree).values.PUBLIC_URL).toBe('https://9000.x9000.example')
  })

  test('a placeholder whose variable is blank takes what the file says, and without that its default', () => {
    const tree = { server: { port: '{{PORT_OF_OURS:-9000}}', dataDir: '{{ACTIVITY_DIR}}/data' }, activity: { dir: 'dist' } }

    expect(lay(tree, { PORT_OF_OURS: ' ', ACTIVITY_DIR: ' ' }).values).toMatchObject({ PORT: '9000', DATA_DIR: 'dist/data' })
  })

  test('[F90] a circle is named, a setting that stands for itself is not set, and neither repeats a value', () => {
    const circle = { kaltura: { kafUrl: 'secret {{PUBLIC_URL}}' }, server: { publicUrl: '{{KALTURA_KAF_URL}} secret' } }

    expect(problemsOf(circle)).toEqual([
      'kaltura.kafUrl in the configuration file goes round in a circle: {{KALTURA_KAF_URL}} needs {{PUBLIC_URL}} needs {{KALTURA_KAF_URL}}',
      'server.publicUrl in the configuration file goes round in a circle: {{PUBLIC_URL}} needs {{KALTURA_KAF_URL}} needs {{PUBLIC_URL}}',
    ])
    expect(problemsOf({ discord: { botToken: '{{DISCORD_BOT_TOKEN}}' } })).toEqual([
      'discord.botToken in the configuration file needs {{DISCORD_BOT_TOKEN}}, which is not set and has no default',
    ])
  })

  test('[F90] a name that is no setting is a problem, and is not repeated', () => {
    expect(problemsOf({ discord: { 'my secret': 1 }, hunter2: 1 })).toEqual([
      expect.stringMatching(/^The configuration file holds a name that is no setting; there are: activity, cache, database, discord, /),
      'discord in the configuration file holds a name that is no setting; there are: applicationId, botToken, clientSecret',
    ])
    expect(problemsOf({ discord: 'hunter2' })).toEqual(['discord in the configuration file must be an object'])
    expect(problemsOf(['hunter2'])).toEqual(['The configuration file must be an object'])
  })

  test('a file cannot say what it is by an inherited name', () => {
    expect(problemsOf(JSON.parse('{"__proto__":{"server":{"port":1}}}'))).toHaveLength(1)
    expect(lay(Object.create({ server: { port: 1 } })).layerOf('PORT')).toBe('default')
  })

  test('the bot fills in what it needs alone: the secrets of others may be missing where it runs', () => {
    const outcome = readBotSettings({
      environment: { BOT_TOKEN: 'token', SERVER_URL: 'http://127.0.0.1:8080' },
      file: { kind: 'read', tree: full },
    })

    expect(outcome).toMatchObject({ kind: 'complete', settings: { DISCORD_BOT_TOKEN: 'token' } })
    expect(outcome).not.toHaveProperty('settings.KALTURA_ADMIN_SECRET')
  })

  test('a file that cannot be read stops the server, credentials or not', () => {
    const file = { kind: 'unreadable', problem: 'CONFIG_FILE names x, which cannot be read' } as const

    expect(readSettings({ environment: {}, file })).toMatchObject({ kind: 'incomplete' })
    expect(readSettings({ environment: {}, file })).toHaveProperty('problems.0', file.problem)
  })

  test('[F89] any value is the same by the environment, by the file and by a placeholder', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }).filter((value) => value.trim() !== ''),
        (value) => {
          const escaped = value.replaceAll('{{', '\\{{')
          const byEnvironment = lay({}, { DISCORD_CLIENT_SECRET: value })
          const byPlaceholder = lay({ discord: { clientSecret: '{{ITS_NAME}}' } }, { ITS_NAME: value })
          const inside = lay({ discord: { clientSecret: '<{{ITS_NAME}}>' } }, { ITS_NAME: value })
          const byFile = lay({ discord: { clientSecret: escaped } })
          expect([byEnvironment, byPlaceholder, byFile].map(({ values }) => values.DISCORD_CLIENT_SECRET)).toEqual([value, value, value])
          expect(inside.values.DISCORD_CLIENT_SECRET).toBe(`<${value}>`)
        },
      ),
      { seed: 89 },
    )
  })

  test('an explanation says which layer gave each value, and shows no secret', () => {
    const explained = explainSettings({ environment: { PORT: '7000', DISCORD_BOT_TOKEN: 'hunter2' }, file: { kind: 'read', tree: full } })
    const of = (name: string) => explained.find((each) => each.name === name)

    expect(of('PORT')).toEqual({ name: 'PORT', path: 'server.port', layer: 'environment', value: '7000' })
    expect(of('DISCORD_CLIENT_SECRET')).toMatchObject({ layer: 'file', value: 'set' })
    expect(of('KALTURA_USER_SECRET')).toMatchObject({ layer: 'unset', value: 'unset' })
    expect(JSON.stringify(explained)).not.toMatch(/hunter2|client secret|xxxx/)
  })
})
