import { describe, expect, test } from 'vitest'
import { explainSettings } from './explanation.ts'
import type { Environment } from './layers.ts'
import { readSettings } from './read-settings.ts'

const hex = '0123456789abcdef0123456789abcdef'
const environment = {
  DISCORD_APPLICATION_ID: '1100000000000000001',
  DISCORD_BOT_TOKEN: 'token',
  DISCORD_CLIENT_SECRET: 'client secret',
  SERVER_SECRET: 'x'.repeat(32),
  ARCHIVE_SECRET: hex,
}
const main = { partnerId: 101, adminSecret: hex, uiConfId: 50000 }
const archive = { partnerId: '102', adminSecret: '{{ARCHIVE_SECRET}}', uiConfId: 50001, serviceUrl: 'https://archive.example', users: '' }
const guild = (connection?: string) => ({ guildId: '1100000000000000010', ...(connection === undefined ? {} : { connection }) })

const readFile = (kaltura: unknown, more: { guilds?: unknown; environment?: Environment } = {}) =>
  readSettings({
    environment: { ...environment, ...more.environment },
    file: { kind: 'read', tree: { kaltura, guilds: more.guilds ?? [guild('main')] } },
  })
const problemsOf = (...given: Parameters<typeof readFile>) => {
  const outcome = readFile(...given)
  return outcome.kind === 'incomplete' ? outcome.problems : [outcome.kind]
}
const connectionsOf = (...given: Parameters<typeof readFile>) => {
  const outcome = readFile(...given)
  return outcome.kind === 'complete' ? outcome.settings.connections : outcome
}

describe('connections to Kaltura', () => {
  test('are main, and each with settings and defaults of its own; placeholders hold their secrets', () => {
    expect(connectionsOf({ connections: { main, archive } })).toMatchObject([
      { name: 'main', KALTURA_PARTNER_ID: 101, KALTURA_SERVICE_URL: 'https://www.kaltura.com' },
      {
        ...{ name: 'archive', KALTURA_PARTNER_ID: 102, KALTURA_UICONF_ID: 50001, KALTURA_SERVICE_URL: 'https://archive.example' },
        ...{ KALTURA_ANALYTICS_URL: 'https://analytics.kaltura.com', account: { credentials: { kind: 'admin-secret', secret: hex } } },
        ...{ KALTURA_USERS: undefined },
      },
    ])
  })

  test('are only main where no other is described, by whatever layer', () => {
    const names = (...given: Parameters<typeof readFile>) => JSON.stringify(connectionsOf(...given)).match(/"name":"\w+"/g)

    expect(names(main)).toEqual(['"name":"main"'])
    expect(names({ connections: { main } })).toEqual(['"name":"main"'])
    expect(names(main, { environment: { KALTURA_CONNECTIONS: JSON.stringify({ more: main }) } })).toEqual([
      '"name":"main"',
      '"name":"more"',
    ])
  })

  test('leave the variables to main, which go before what the file says of it', () => {
    expect(connectionsOf({ connections: { main, archive } }, { environment: { KALTURA_PARTNER_ID: '7' } })).toMatchObject([
      { KALTURA_PARTNER_ID: 7 },
      { KALTURA_PARTNER_ID: 102 },
    ])
  })

  test('hold no secret but their own', () => {
    expect(JSON.stringify(connectionsOf({ connections: { main, archive } }))).not.toMatch(/client secret|xxxx|GUILDS/)
  })

  test('have one signing secret, or several while one follows another', () => {
    const secretsOf = (notificationSecret: unknown) => connectionsOf({ ...main, notificationSecret })

    expect(secretsOf('one, two')).toMatchObject([{ KALTURA_NOTIFICATION_SECRET: ['one, two'] }])
    expect(secretsOf(['one', 'two'])).toMatchObject([{ KALTURA_NOTIFICATION_SECRET: ['one', 'two'] }])
    expect(secretsOf('["one", "two"]')).toMatchObject([{ KALTURA_NOTIFICATION_SECRET: ['one', 'two'] }])
    expect(problemsOf({ ...main, notificationSecret: [] })).toEqual([
      expect.stringMatching(/^KALTURA_NOTIFICATION_SECRET of the configuration file is not usable/),
    ])
  })

  test.each([
    ['what is missing', { archive: { ...archive, partnerId: undefined } }, 'at archive.partnerId is not usable: is missing (Partner ID'],
    [
      'what is malformed',
      { archive: { ...archive, serviceUrl: 'http://x.example' } },
      'at archive.serviceUrl is not usable: must begin with',
    ],
    ['a strange name', { archive: { ...archive, hunter2: 1 } }, 'at archive is not usable: may hold only: partnerId, adminSecret, '],
    ['what is for all', { archive: { ...archive, client: 'fetch' } }, 'at archive is not usable: may hold only: '],
    [
      'a name that fits in no address',
      { 'An Archive': archive },
      'at An Archive is not usable: the name of a connection is a small letter',
    ],
    ['no object', { archive: 7 }, 'at archive is not usable: must be an object'],
  ])('are refused with %s, and nothing is repeated', (_, others, problem) => {
    const problems = problemsOf({ ...main, connections: others })

    expect(problems).toEqual([expect.stringContaining(`KALTURA_CONNECTIONS of the configuration file ${problem}`)])
    expect(problems.join()).not.toMatch(/hunter2|0123456789/)
  })

  test('say what one lacks as their file calls it, all at once', () => {
    const { adminSecret: _, ...secretless } = archive

    expect(problemsOf({ ...main, meetings: 'legacy', connections: { archive: { ...secretless, meetings: 'events' } } })).toEqual([
      expect.stringContaining('KALTURA_USER_SECRET is missing: with KALTURA_MEETINGS=legacy'),
      expect.stringMatching(/^The connection archive: adminSecret is missing .* appTokens may stand in its place$/),
      'The connection archive: eventsUrl is missing: meetings=events needs both eventsUrl and eventsUser',
    ])
  })

  test('do not describe main twice, nor with what is no setting', () => {
    expect(problemsOf({ ...main, connections: { main: { partnerId: 7 } } })).toEqual([
      'kaltura.connections.main in the configuration file says again what kaltura says: say each once (partnerId)',
    ])
    expect(problemsOf({ ...main, connections: { main: { hunter2: 7 } } })).toEqual([
      expect.stringMatching(
        /^kaltura.connections.main in the configuration file holds a name that is no setting; there are: adminSecret, /,
      ),
    ])
    expect(problemsOf({ ...main, connections: { main: 7 } })).toEqual([
      'kaltura.connections.main in the configuration file must be an object',
    ])
    expect(problemsOf(main, { environment: { KALTURA_CONNECTIONS: JSON.stringify({ main }) } })).toEqual([
      'KALTURA_CONNECTIONS at main is not usable: main is what the settings KALTURA_… themselves describe',
    ])
  })

  test('are real ones: with no other credential set the sandbox does not stand in for them', () => {
    expect(readSettings({ environment: { KALTURA_CONNECTIONS: '{}' } }).kind).toBe('incomplete')
  })

  test('show in an explanation only that they are set', () => {
    const explained = explainSettings({ environment, file: { kind: 'read', tree: { kaltura: { connections: { main, archive } } } } })

    expect(explained).toContainEqual({ name: 'KALTURA_CONNECTIONS', path: 'kaltura.connections', layer: 'file', value: 'set' })
    expect(explained.find(({ name }) => name === 'KALTURA_PARTNER_ID')).toMatchObject({ layer: 'file', value: 101 })
    expect(JSON.stringify(explained)).not.toContain(hex)
  })
})

describe('a guild', () => {
  const connections = { main, archive }

  test('is bound to the connection that its line names, and to the only one where it names none', () => {
    expect(problemsOf({ connections }, { guilds: [guild('archive')] })).toEqual(['complete'])
    expect(problemsOf(main, { guilds: [guild()] })).toEqual(['complete'])
  })

  test.each([
    ['that is none', 'hunter2', 'is none of'],
    ['none of several', undefined, 'says none of'],
  ])('that names a connection %s is refused, with the names that there are', (_, name, wrong) => {
    expect(problemsOf({ connections }, { guilds: [guild('main'), guild(name)] })).toEqual([
      `GUILDS at 1.connection ${wrong} the connections that there are: main, archive`,
    ])
  })
})
