import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createMemoryInvalidations } from '../memory-invalidations.ts'
import { readSettings } from '../read-settings.ts'
import { type ConfigSourceOptions, createConfigSource } from './config-source.ts'
import { createConfiguredBindings } from './configured-bindings.ts'
import { createConfiguredRoutes } from './configured-routes.ts'
import { readDocument, readOverrides } from './guild-config-document.ts'
import { createGuildConfigEditor } from './guild-config-editor.ts'
import { createMemoryGuildConfigStore } from './memory-guild-config-store.ts'
import { operatorConfig } from './operator-config.ts'

const guildId = '1100000000000000010'
const other = '1100000000000000011'
const by = '1100000000000000021'
const staff = '1100000000000000031'
const channelId = '1100000000000000041'
const secret = 'hunter2-hunter2'

function operatorWith(environment: Readonly<Record<string, string>> = {}, lines: readonly object[] = [{ guildId }]) {
  const outcome = readSettings({
    environment: {
      DISCORD_APPLICATION_ID: '1100000000000000001',
      DISCORD_BOT_TOKEN: secret,
      DISCORD_CLIENT_SECRET: secret,
      KALTURA_PARTNER_ID: '12345',
      KALTURA_ADMIN_SECRET: '0123456789abcdef0123456789abcdef',
      KALTURA_UICONF_ID: '50000',
      SERVER_SECRET: 'x'.repeat(32),
      GUILDS: JSON.stringify(lines),
      ...environment,
    },
  })
  if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
  return operatorConfig(outcome.settings)
}

function given(operator = operatorWith(), change: Partial<ConfigSourceOptions> = {}) {
  const store = createMemoryGuildConfigStore()
  const invalidations = createMemoryInvalidations()
  const clock = { nowMs: 1_700_000_000_000 }
  const untold: string[] = []
  const common = { store, invalidations, now: () => clock.nowMs }
  const source = createConfigSource({
    ...common,
    operator,
    shelf: new Map(),
    ttlMs: 60_000,
    onOld: () => undefined,
    onDeaf: () => undefined,
    ...change,
  })
  /** Channels that are not named here are of the first guild. */
  const guildOf: Record<string, string | undefined> = {}
  const asked: string[] = []
  const guildOfChannel = async (channel: string) => {
    asked.push(channel)
    return channel in guildOf ? guildOf[channel] : guildId
  }
  const editor = createGuildConfigEditor({
    ...{ ...common, guildOfChannel },
    locked: () => operator.locked,
    onUntold: (guild) => untold.push(guild),
  })
  const edit = (expectedVersion: number, guild = guildId) => ({ guildId: guild, by, expectedVersion })
  return { store, invalidations, clock, untold, source, editor, edit, guildOf, guildOfChannel, asked }
}

describe('what counts in a guild', () => {
  test('is its people’s, then the operator’s for this guild, then the operator’s for all, then the default', async () => {
    const operator = operatorWith({ GUILD_LOCALE: 'de', GUILD_WATCHERS: staff }, [{ guildId, watchers: [], announceChannelId: channelId }])
    const { source, editor, edit } = given(operator)
    await editor.replace(edit(0), { locale: 'he' })

    expect(await source.of(guildId)).toMatchObject({ locale: 'he', watchers: [], controllers: 'everyone', announceChannelId: channelId })
    expect(await source.of(other)).toMatchObject({ locale: 'de', watchers: [staff], controllers: 'everyone' })
    expect(await source.explain(guildId, 'guild.locale')).toEqual({ path: 'locale', layer: 'guild', value: 'he', isLocked: false })
    expect((await source.explainAll(guildId)).map(({ layer }) => layer)).toEqual([
      'guild',
      'default',
      'environment',
      'environment',
      'unset',
      'unset',
    ])
    await expect(source.explain(guildId, 'discord.botToken')).rejects.toThrow('There is no such setting of guilds; there are: locale, ')
  })

  test('is the operator’s where the operator locks it, also when it was said before', async () => {
    const before = given()
    await before.editor.replace(before.edit(0), { locale: 'he', controllers: [staff] })
    const locked = operatorWith({ GUILD_LOCKED: 'locale' })
    before.source.setOperator(locked)

    expect(await before.source.of(guildId)).toMatchObject({ locale: 'en', controllers: [staff] })
    expect(await before.source.explain(guildId, 'locale')).toMatchObject({ layer: 'default', isLocked: true })
  })

  test('changes at once, in every process that hears of it', async () => {
    const { store, invalidations, source, editor, edit } = given()
    const elsewhere = given(operatorWith(), { store, invalidations }).source
    expect([(await source.of(guildId)).locale, (await elsewhere.of(guildId)).locale]).toEqual(['en', 'en'])
    await editor.replace(edit(0), { locale: 'fr' })

    expect([(await source.of(guildId)).locale, (await elsewhere.of(guildId)).locale]).toEqual(['fr', 'fr'])
    await elsewhere.close()
    await editor.replace(edit(1), { locale: 'es' })
    expect([(await source.of(guildId)).locale, (await elsewhere.of(guildId)).locale]).toEqual(['es', 'fr'])
  })

  test('[F92] stays as it was while the store is down, for as long as it takes', async () => {
    const { store, clock, edit, editor } = given()
    await editor.replace(edit(0), { controllers: [staff] })
    let isUp = true
    const old: string[] = []
    const flaky = { current: async (guild: string) => (isUp ? store.current(guild) : Promise.reject(new Error('down'))) }
    const { source, clock: sourceClock } = given(operatorWith(), { store: flaky, onOld: (guild) => old.push(guild) })
    await source.of(guildId)
    isUp = false
    sourceClock.nowMs = clock.nowMs + 86_400_000

    expect(await source.of(guildId)).toMatchObject({ controllers: [staff] })
    expect(old).toEqual([guildId])
    await expect(source.of(other)).rejects.toThrow('down')
  })

  test('is not guessed when what is stored cannot be read: it may have kept somebody out', async () => {
    const { store, source } = given()
    await store.append({ guildId, version: 1, document: `{"secret":"${secret}"`, changedBy: by, atMs: 0 })

    await expect(source.of(guildId)).rejects.toMatchObject({ code: 'config.unreadable', message: expect.not.stringContaining(secret) })
  })

  test('[F91] of one guild is never another one’s, however alike their ids are', async () => {
    const { source, editor, edit } = given()
    await editor.replace(edit(0, '1'), { locale: 'fr' })
    await source.of('1')

    expect(await Promise.all(['01', '1 ', '1.0', '１'].map(async (id) => (await source.of(id)).locale))).toEqual(['en', 'en', 'en', 'en'])
    expect((await source.of('1')).locale).toBe('fr')
  })

  test('goes on when nobody can be heard', async () => {
    const deaf: unknown[] = []
    const invalidations = { publish: async () => undefined, subscribe: () => Promise.reject(new Error('down')) }
    const { source } = given(operatorWith(), { invalidations, onDeaf: (error) => deaf.push(error) })

    expect(await source.of(guildId)).toMatchObject({ locale: 'en' })
    await source.close()
    expect(deaf).toHaveLength(1)
  })

  test('reaches the bindings, and what the operator bound does not come from anybody else', async () => {
    const { source, editor, edit } = given()
    await editor.replace(edit(0), { controllers: [staff], announceChannelId: channelId })
    const scope = { tags: ['discord'], categories: [] }
    const operator = () => [{ guildId, connection: 'main', scope, managers: [] as string[] }]
    const bindings = createConfiguredBindings({ operator, config: source })
    const binding = {
      guildId,
      connection: 'main',
      scope,
      managers: [],
      controllers: [staff],
      watchers: 'everyone',
      announceChannelId: channelId,
    }

    expect(await bindings.find(guildId)).toEqual(binding)
    expect(await bindings.find(other)).toBeUndefined()
    expect(await bindings.ofConnection('main')).toEqual(operator())
    expect(await bindings.ofConnection('another')).toEqual([])
  })
})

describe('the channels of a guild', () => {
  test('hear of what its routes say, and without any the announce channel of everything, in the guild’s language', async () => {
    const { source, editor, edit } = given(operatorWith({ GUILD_LOCALE: 'he' }, [{ guildId, announceChannelId: channelId }]))
    const routesOf = createConfiguredRoutes(source)

    expect(await routesOf(other)).toEqual([])
    expect(await routesOf(guildId)).toMatchObject([{ channelId, locale: 'he', tags: [] }])
    await editor.replace(edit(0), { routes: [] })
    expect(await routesOf(guildId)).toEqual([])
    await editor.replace(edit(1), { routes: [{ channelId: staff, locale: 'fr' }] })
    expect(await routesOf(guildId)).toMatchObject([{ channelId: staff, locale: 'fr' }])
  })
})

describe('what the people of a guild say', () => {
  test('is kept as a version, with who, when and what; the same again is no version', async () => {
    const { clock, editor, edit } = given()

    expect(await editor.replace(edit(0), { locale: 'fr' })).toEqual({
      kind: 'kept',
      version: 1,
      changes: [{ path: 'locale', before: undefined, after: 'fr' }],
    })
    clock.nowMs += 1000
    await editor.replace(edit(1), { controllers: [staff] })
    expect(await editor.replace(edit(2), { controllers: [staff] })).toEqual({ kind: 'kept', version: 2, changes: [] })
    expect(await editor.history(guildId, { limit: 1 })).toEqual([
      {
        version: 2,
        by,
        atMs: clock.nowMs,
        overrides: { controllers: [staff] },
        changes: [
          { path: 'locale', before: 'fr', after: undefined },
          { path: 'controllers', before: undefined, after: [staff] },
        ],
      },
    ])
    expect((await editor.history(guildId, { before: 2, limit: 5 })).map(({ version }) => version)).toEqual([1])
  })

  test('is refused when somebody else was quicker', async () => {
    const { editor, edit } = given()
    const outcomes = await Promise.all([editor.replace(edit(0), { locale: 'fr' }), editor.replace(edit(0), { locale: 'de' })])

    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['kept', 'stale'])
    expect(await editor.replace(edit(0), { locale: 'he' })).toEqual({ kind: 'stale', version: 1 })
    expect(await editor.replace(edit(0), (await editor.current(guildId)).overrides)).toEqual({ kind: 'stale', version: 1 })
  })

  test('can be as it was before, as a version of its own, and as if nobody ever had said anything', async () => {
    const { editor, edit } = given()
    await editor.replace(edit(0), { locale: 'fr' })
    await editor.replace(edit(1), { locale: 'de' })

    expect(await editor.rollBack(edit(2), 1)).toMatchObject({ kind: 'kept', version: 3, changes: [{ before: 'de', after: 'fr' }] })
    expect(await editor.rollBack(edit(3), 0)).toMatchObject({ kind: 'kept', version: 4 })
    expect(await editor.current(guildId)).toEqual({ version: 4, overrides: {} })
    expect(await editor.rollBack(edit(4), 9)).toMatchObject({ kind: 'refused' })
  })

  test('can be taken to another guild as a document', async () => {
    const { editor, edit } = given()
    await editor.replace(edit(0), { locale: 'fr', watchers: ['MANAGE_EVENTS'], features: { invitations: false } })
    const document = await editor.export(guildId)

    expect(await editor.import(edit(0, other), document)).toMatchObject({ kind: 'kept' })
    expect((await editor.current(other)).overrides).toEqual((await editor.current(guildId)).overrides)
    expect(await editor.import(edit(1, other), '{}')).toEqual({ kind: 'refused', problems: ['This is no configuration of a guild.'] })
  })

  test('names channels of this guild alone, whatever way it comes: the bot could write in all of another’s', async () => {
    const { editor, edit, guildOf, asked } = given()
    const [foreign, nowhere] = ['1100000000000000042', '1100000000000000043']
    Object.assign(guildOf, { [foreign]: other, [nowhere]: undefined })
    const routes = [{ channelId }, { channelId: nowhere }, { channelId: foreign }]
    const isNone = (path: string) => `${path} is no channel of this server that the bot can see.`

    expect(await editor.replace(edit(0), { announceChannelId: foreign })).toEqual({
      kind: 'refused',
      problems: [isNone('announceChannelId')],
    })
    expect(await editor.replace(edit(0), { routes })).toEqual({
      kind: 'refused',
      problems: [isNone('routes.1.channelId')],
    })
    expect(asked).toEqual([foreign, channelId, nowhere])
    await editor.replace(edit(0), { routes: [{ channelId }], announceChannelId: channelId })
    expect(asked).toEqual([foreign, channelId, nowhere, channelId])
    const document = await editor.export(guildId)
    expect(await editor.import(edit(0, other), document)).toEqual({
      kind: 'refused',
      problems: [isNone('announceChannelId')],
    })
  })

  test('may go on naming a channel that was deleted, but not name it anew', async () => {
    const { editor, edit, guildOf } = given()
    await editor.replace(edit(0), { announceChannelId: channelId })
    guildOf[channelId] = undefined

    expect(await editor.replace(edit(1), { announceChannelId: channelId, locale: 'fr' })).toMatchObject({ kind: 'kept' })
    expect(await editor.replace(edit(2), { locale: 'fr' })).toMatchObject({ kind: 'kept' })
    expect(await editor.rollBack(edit(3), 2)).toMatchObject({ kind: 'refused' })
  })

  test('cannot change what the operator locked, but may take it back', async () => {
    const open = given()
    await open.editor.replace(open.edit(0), { locale: 'fr' })
    const locked = createGuildConfigEditor({ ...open, locked: () => new Set(['locale'] as const), now: () => 0, onUntold: () => undefined })

    expect(await locked.replace(open.edit(1), { locale: 'de' })).toEqual({
      kind: 'refused',
      problems: ['locale is locked by the operator.'],
    })
    expect(await locked.replace(open.edit(1), { locale: 'fr', controllers: [staff] })).toMatchObject({ kind: 'kept' })
    expect(await locked.replace(open.edit(2), {})).toMatchObject({ kind: 'kept' })
    expect(await locked.rollBack(open.edit(3), 1)).toMatchObject({ kind: 'refused' })
  })

  test('holds, also when other processes cannot be told', async () => {
    const { store, untold } = given()
    const invalidations = { publish: () => Promise.reject(new Error('down')), subscribe: async () => async () => undefined }
    const editor = createGuildConfigEditor({
      store,
      invalidations,
      guildOfChannel: async () => guildId,
      locked: () => new Set(),
      now: () => 0,
      onUntold: (guild) => untold.push(guild),
    })

    expect(await editor.replace({ guildId, by, expectedVersion: 0 }, { locale: 'fr' })).toMatchObject({ kind: 'kept' })
    expect(untold).toEqual([guildId])
  })

  test('[F88] is never searched for placeholders: they stay characters, whoever may set that name', async () => {
    const text = 'x {{DISCORD_BOT_TOKEN}} {{GUILD_LOCALE:-y}} \\{{ $HOME'
    const { source, editor, edit } = given(operatorWith({ GUILD_LOCALE: 'de' }))
    await editor.replace(edit(0), { routes: [{ channelId, tags: [text], owners: [text] }] })
    const { routes } = await source.of(guildId)

    expect(routes?.[0]).toMatchObject({ tags: [text], owners: [text] })
    expect(await editor.replace(edit(1), { locale: '{{GUILD_LOCALE}}' })).toMatchObject({ kind: 'refused' })
    const words = { 'entry-ready': { content: '{{DISCORD_BOT_TOKEN}}' } }
    expect(await editor.replace(edit(1), { routes: [{ channelId, templates: words }] })).toEqual({
      kind: 'refused',
      problems: [
        expect.stringMatching(
          /^routes\.0\.templates\.entry-ready\.content: The tag at character 1 names "DISCORD_BOT_TOKEN", which is no /,
        ),
      ],
    })
    expect(await editor.export(guildId)).not.toContain(secret)
    expect(JSON.stringify(await source.explainAll(guildId))).not.toContain(secret)
  })

  test.each([
    ['a setting of the operator', { connection: 'main' }],
    ['another one', { scope: { tags: ['all'] } }],
    ['a secret by path', { 'discord.botToken': secret }],
    ['a locale that is none', { locale: secret }],
    ['a role by name', { controllers: [secret] }],
    ['a list', [secret]],
    ['nothing', null],
    [
      'more than 64 kB',
      {
        routes: [{ channelId, tags: Array(25).fill('x'.repeat(200)), templates: {} }].concat(
          Array(24).fill({ channelId, tags: Array(25).fill('x'.repeat(200)), templates: {} }),
        ),
      },
    ],
  ])('is refused when it is %s, and nothing of it is repeated', (_, overrides) => {
    const outcome = readOverrides(overrides)

    expect(outcome.kind).toBe('refused')
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|xxxx/)
  })

  test('[F88] changes no prototype, whatever its names are', () => {
    const names = fc.constantFrom('__proto__', 'constructor', 'prototype', 'locale', 'routes', 'toString')
    fc.assert(
      fc.property(fc.dictionary(names, fc.oneof(fc.json(), fc.constant('{"polluted":1}'))), (dictionary) => {
        const source = `{${Object.entries(dictionary).map(([name, json]) => `${JSON.stringify(name)}:${json}`)}}`
        readOverrides(JSON.parse(source))
        readDocument(`{"format":"kaltura-discord.guild-config","schema":1,"overrides":${source}}`)

        expect(Object.prototype).not.toHaveProperty('polluted')
        expect(Object.keys(Object.prototype)).toEqual([])
      }),
      { seed: 88 },
    )
    expect(readOverrides(JSON.parse('{"__proto__":{"locale":"fr"}}'))).toMatchObject({ kind: 'refused' })
  })
})
