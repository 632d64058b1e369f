import { describe, expect, test } from 'vitest'
import { readSettings } from './read-settings.ts'

const read = (environment: Readonly<Record<string, string>>) => readSettings({ environment })

const complete = {
  DISCORD_APPLICATION_ID: '1100000000000000001',
  DISCORD_BOT_TOKEN: 'token',
  DISCORD_CLIENT_SECRET: 'client secret',
  KALTURA_PARTNER_ID: '12345',
  KALTURA_ADMIN_SECRET: '0123456789abcdef0123456789abcdef',
  KALTURA_UICONF_ID: '50000',
  SERVER_SECRET: 'x'.repeat(32),
  GUILDS: '[{"guildId":"1100000000000000010","tags":["discord"]}]',
}

describe('readSettings', () => {
  test('reads a complete set, with defaults for the rest', () => {
    const outcome = read(complete)

    expect(outcome).toMatchObject({
      kind: 'complete',
      settings: { KALTURA_PARTNER_ID: 12345, PORT: 8080, KALTURA_SERVICE_URL: 'https://www.kaltura.com' },
    })
    expect(outcome).toMatchObject({
      settings: { GUILDS: [{ guildId: '1100000000000000010', tags: ['discord'], categories: [] }], GUILD_CONTROLLERS: 'everyone' },
    })
  })

  test('is absent when no credential is set, blank ones included', () => {
    expect(read({ PATH: '/bin', DISCORD_BOT_TOKEN: ' ', PORT: '1' })).toEqual({ kind: 'absent' })
  })

  test('one credential without the others is incomplete, and each missing one is named with where to find it', () => {
    const outcome = read({ DISCORD_BOT_TOKEN: 'token' })

    expect(outcome.kind === 'incomplete' && outcome.problems).toContain(
      'KALTURA_PARTNER_ID is missing (Partner ID, from KMC > Settings > Integration Settings)',
    )
    expect(outcome.kind === 'incomplete' && outcome.problems).toHaveLength(7)
  })

  test('a malformed value is named and never repeated', () => {
    const outcome = read({
      ...complete,
      KALTURA_ADMIN_SECRET: 'hunter2-hunter2',
      GUILDS: '{not json',
      URL_MAPPINGS: '/kaltura=ftp',
    })
    const text = JSON.stringify(outcome)

    expect(text).toContain('KALTURA_ADMIN_SECRET is not usable: must be 32 hexadecimal digits')
    expect(text).toContain('GUILDS is not usable: must be JSON')
    expect(text).toContain('URL_MAPPINGS at 0.1 is not usable')
    expect(text).not.toContain('hunter2')
  })

  test('a public address is https or this machine, and has no path', () => {
    const problem = (PUBLIC_URL: string) => problemsOf({ ...complete, PUBLIC_URL })

    expect(['https://watch.example.org', 'http://127.0.0.1:8080'].map(problem)).toEqual([['complete'], ['complete']])
    expect(problem('http://watch.example.org')).toEqual([expect.stringContaining('PUBLIC_URL is not usable: must begin with https://')])
    expect(problem('https://watch.example.org/x')).toEqual([expect.stringContaining('PUBLIC_URL is not usable: must be an origin')])
  })

  test('reads URL mappings as prefix and origin', () => {
    expect(read({ ...complete, URL_MAPPINGS: '/kaltura=https://a.example, /cdn=https://b.example:8443' })).toMatchObject({
      settings: {
        URL_MAPPINGS: [
          { prefix: '/kaltura', origin: 'https://a.example' },
          { prefix: '/cdn', origin: 'https://b.example:8443' },
        ],
      },
    })
  })
})

const appToken = { id: '1_ab12cd34', token: 'fedcba9876543210fedcba9876543210' }
const readToken = { ...appToken, hash: 'SHA256' }
const { KALTURA_ADMIN_SECRET: _, ...withoutSecret } = complete
const problemsOf = (given: Record<string, string>) => {
  const outcome = read(given)
  return outcome.kind === 'incomplete' ? outcome.problems : [outcome.kind]
}
const accountOf = (given: Record<string, string>) => {
  const outcome = read(given)
  return outcome.kind === 'complete' ? outcome.settings.connections[0].account : outcome
}

describe('settings of the Kaltura account', () => {
  test('are an administrator secret and no more, if an operator wants no more', () => {
    expect(accountOf(complete)).toEqual({
      credentials: { kind: 'admin-secret', secret: complete.KALTURA_ADMIN_SECRET },
      meetings: undefined,
      users: undefined,
    })
  })

  test('take app tokens in the place of the secret', () => {
    const tokens = JSON.stringify({ viewer: appToken, catalogue: { ...appToken, hash: 'SHA1' } })

    expect(accountOf({ ...withoutSecret, KALTURA_APP_TOKENS: tokens })).toMatchObject({
      credentials: { kind: 'app-tokens', tokens: { viewer: readToken, catalogue: { ...readToken, hash: 'SHA1' } } },
    })
  })

  test('without either name both, also when there is more to say', () => {
    const sentence = expect.stringMatching(/^KALTURA_ADMIN_SECRET is missing .* KALTURA_APP_TOKENS may stand in its place$/)

    expect(problemsOf(withoutSecret)).toEqual([sentence])
    expect(problemsOf({ ...withoutSecret, PORT: 'x' })).toEqual([expect.stringContaining('PORT'), sentence])
  })

  test('with both are refused', () => {
    expect(problemsOf({ ...complete, KALTURA_APP_TOKENS: JSON.stringify({ viewer: appToken, catalogue: appToken }) })).toEqual([
      'KALTURA_ADMIN_SECRET and KALTURA_APP_TOKENS are both set: remove one of them',
    ])
  })

  test.each([
    ['no JSON', 'fedcba98', 'KALTURA_APP_TOKENS is not usable: must be JSON'],
    ['a list', '[]', 'KALTURA_APP_TOKENS is not usable: must be an object'],
    [
      'a kind that is none',
      '{"fedcba9876543210fedcba9876543210":1}',
      'KALTURA_APP_TOKENS is not usable: may hold only: viewer, catalogue, ',
    ],
    ['a token without id', '{"viewer":{"token":"fedcba9876543210fedcba9876543210"}}', 'KALTURA_APP_TOKENS at viewer.id is not usable'],
    [
      'a token that is none',
      '{"viewer":{"id":"1_ab12cd34","token":"fedcba9876543210"}}',
      'KALTURA_APP_TOKENS at viewer.token is not usable: must be 32 hexadecimal digits',
    ],
    [
      'a hash that is broken',
      JSON.stringify({ viewer: { ...appToken, hash: 'MD5' } }),
      'KALTURA_APP_TOKENS at viewer.hash is not usable: Invalid option: expected one of "SHA1"|"SHA256"|"SHA512"',
    ],
    ['too few', JSON.stringify({ viewer: appToken }), 'KALTURA_APP_TOKENS lacks what the server needs: a token for catalogue'],
  ])('with %s for tokens say so, and repeat no token', (_, tokens, problem) => {
    const problems = problemsOf({ ...withoutSecret, KALTURA_APP_TOKENS: tokens })

    expect(problems).toEqual([expect.stringContaining(problem)])
    expect(problems.join()).not.toContain('fedcba98')
  })

  test('take a table of users, and keep strangers out unless they are told not to', () => {
    const table = { '1100000000000000001': 'mara@uni.example' }
    const KALTURA_USERS = JSON.stringify(table)

    expect(accountOf({ ...complete, KALTURA_USERS })).toMatchObject({ users: { table, strangers: 'nobody' } })
    expect(accountOf({ ...complete, KALTURA_USERS, KALTURA_STRANGERS: 'discord' })).toMatchObject({
      users: { table, strangers: 'discord' },
    })
  })

  test.each([
    [
      'a row of no Discord user',
      { KALTURA_USERS: '{"mara":"mara@uni.example"}' },
      'KALTURA_USERS at mara is not usable: must be a Discord id',
    ],
    ['a row without an id', { KALTURA_USERS: '{"1100000000000000001":" "}' }, 'KALTURA_USERS at 1100000000000000001 is not usable'],
    ['another word for strangers', { KALTURA_USERS: '{}', KALTURA_STRANGERS: 'all' }, 'KALTURA_STRANGERS is not usable'],
    ['strangers to no table', { KALTURA_STRANGERS: 'nobody' }, 'KALTURA_STRANGERS is about those who are not in KALTURA_USERS: set'],
  ])('with %s are refused', (_, wrong, problem) => {
    expect(problemsOf({ ...complete, ...wrong })).toEqual([expect.stringContaining(problem)])
  })

  test.each([
    ['kaf', {}, { kind: 'kaf', kafUrl: 'https://12345.kaf.kaltura.com', templates: {} }],
    [
      'kaf',
      { KALTURA_KAF_URL: 'http://127.0.0.1:9', KALTURA_ROOM_TEMPLATES: '{"webinar":"1_room01ab"}' },
      { kind: 'kaf', kafUrl: 'http://127.0.0.1:9', templates: { webinar: '1_room01ab' } },
    ],
    [
      'legacy',
      { KALTURA_USER_SECRET: appToken.token },
      { kind: 'legacy', kafUrl: 'https://12345.kaf.kaltura.com', userSecret: appToken.token },
    ],
    [
      'events',
      { KALTURA_EVENTS_URL: 'https://events.example', KALTURA_EVENTS_USER: 'ada' },
      { kind: 'events', kafUrl: 'https://12345.kaf.kaltura.com', eventsUrl: 'https://events.example', userId: 'ada' },
    ],
  ])('say what meetings of the kind %s need: %j', (KALTURA_MEETINGS, given, meetings) => {
    expect(accountOf({ ...complete, KALTURA_MEETINGS, ...given })).toMatchObject({ meetings })
  })

  test.each([
    ['zoom', {}, 'KALTURA_MEETINGS is not usable: Invalid option: expected one of "kaf"|"legacy"|"events"'],
    ['kaf', { KALTURA_KAF_URL: 'http://kaf.example' }, 'KALTURA_KAF_URL is not usable: must begin with https://'],
    ['kaf', { KALTURA_ROOM_TEMPLATES: '{"room":"1_a"}' }, 'KALTURA_ROOM_TEMPLATES is not usable: may hold only: webinar, classroom'],
    ['kaf', { KALTURA_ROOM_TEMPLATES: '{"webinar":"1,a"}' }, 'KALTURA_ROOM_TEMPLATES at webinar is not usable: must be the id of an entry'],
    ['legacy', {}, 'KALTURA_USER_SECRET is missing: with KALTURA_MEETINGS=legacy links are made with it'],
    ['events', { KALTURA_EVENTS_USER: 'ada' }, 'KALTURA_EVENTS_URL is missing: KALTURA_MEETINGS=events needs both'],
    ['events', { KALTURA_EVENTS_URL: 'https://events.example' }, 'KALTURA_EVENTS_USER is missing: KALTURA_MEETINGS=events needs both'],
  ])('say what meetings of the kind %s lack: %j', (KALTURA_MEETINGS, given, problem) => {
    expect(problemsOf({ ...complete, KALTURA_MEETINGS, ...given })).toEqual([expect.stringContaining(problem)])
  })

  test('say which app tokens meetings lack', () => {
    const tokens = { viewer: appToken, catalogue: appToken, 'meeting-host': appToken }
    const given = { ...withoutSecret, KALTURA_MEETINGS: 'kaf', KALTURA_APP_TOKENS: JSON.stringify(tokens) }

    expect(problemsOf(given)).toEqual([
      'KALTURA_APP_TOKENS lacks what the server needs with KALTURA_MEETINGS=kaf: a token for meeting-planner, meeting-guest',
    ])
  })

  test('say what Kaltura is asked for by itself: nothing, unless told', () => {
    const settings = (given: Record<string, string>) => read({ ...complete, ...given })

    expect(settings({})).not.toHaveProperty('settings.KALTURA_RECONCILE_SECONDS')
    expect(settings({})).not.toHaveProperty('settings.KALTURA_MEETINGS_SECONDS')
    expect(settings({ KALTURA_RECONCILE_SECONDS: '300', KALTURA_LIVE_ENTRIES: '1_live01ab, 1_live02ab' })).toMatchObject({
      settings: { KALTURA_RECONCILE_SECONDS: 300, KALTURA_LIVE_ENTRIES: ['1_live01ab', '1_live02ab'] },
    })
  })

  test.each([
    ['KALTURA_RECONCILE_SECONDS', '5'],
    ['KALTURA_RECONCILE_SECONDS', 'often'],
    ['KALTURA_MEETINGS_SECONDS', '29'],
    ['KALTURA_LIVE_ENTRIES', '1_live01ab,'],
    ['KALTURA_LIVE_ENTRIES', '*'],
    ['KALTURA_SERVICE_URL', 'http://www.kaltura.com'],
  ])('refuse %s=%s', (name, value) => {
    expect(problemsOf({ ...complete, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} .*is not usable`))])
  })
})
