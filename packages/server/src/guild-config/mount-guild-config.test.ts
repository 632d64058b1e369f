import { createApiClient, guildConfigRoutes } from '@kaltura-discord/api'
import {
  createAccess,
  createConfigSource,
  createConfiguredBindings,
  createGuildConfigEditor,
  createMemoryGuildConfigStore,
  createMemoryInvalidations,
  type OperatorConfig,
} from '@kaltura-discord/core'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { mountGuildConfig } from './mount-guild-config.ts'

const guildId = '1100000000000000010'
const staff = '1100000000000000031'
const manager = { userId: '1100000000000000021', displayName: 'Mara', roleIds: [], permissions: (1n << 5n).toString() }
const student = { ...manager, userId: '1100000000000000022', permissions: '0' }
const everyone = { value: 'everyone', layer: 'default' } as const
const operator: OperatorConfig = {
  of: () => ({
    locale: { value: 'en', layer: 'environment' },
    controllers: everyone,
    watchers: everyone,
    announceChannelId: { value: undefined, layer: 'unset' },
    routes: { value: undefined, layer: 'unset' },
    features: { value: undefined, layer: 'unset' },
  }),
  locked: new Set(['watchers']),
}

type Change = z.input<typeof guildConfigRoutes.changeGuildConfig.body>['change']

function givenServer() {
  const common = { store: createMemoryGuildConfigStore(), invalidations: createMemoryInvalidations(), now: () => 1_700_000_000_000 }
  const source = createConfigSource({ ...common, operator, shelf: new Map(), ttlMs: 60_000, onOld: () => {}, onDeaf: () => {} })
  const editor = createGuildConfigEditor({
    ...common,
    locked: () => operator.locked,
    guildOfChannel: async () => undefined,
    onUntold: () => {},
  })
  const bound = [{ guildId, connection: 'main', scope: { tags: [], categories: [] }, managers: [] }]
  const bindings = createConfiguredBindings({ operator: () => bound, config: source })
  const app = new Hono()
  const told: string[] = []
  mountGuildConfig(app, {
    source,
    editor,
    access: createAccess({ bindings, grants: createMemoryStores().grants, now: common.now }),
    serviceToken: 'a-service-token',
    tell: async ({ actor, data }) => void told.push(`${actor.id} ${Object.values(data).join(' ')}`),
  })
  const api = createApiClient({
    baseUrl: 'http://server',
    token: () => 'a-service-token',
    fetch: async (...request) => app.fetch(new Request(...request)),
  })
  return {
    bindings,
    told,
    read: (member = manager, guild = guildId) =>
      api.call(guildConfigRoutes.readGuildConfig, { params: { guildId: guild }, body: { member } }),
    preview: (body: Omit<z.input<typeof guildConfigRoutes.previewWords.body>, 'member'>, member = manager) =>
      api.call(guildConfigRoutes.previewWords, { params: { guildId }, body: { member, ...body } }),
    change: (expectedVersion: number, change: Change, member = manager) =>
      api.call(guildConfigRoutes.changeGuildConfig, { params: { guildId }, body: { member, expectedVersion, change } }),
  }
}

describe('how a guild is set up', () => {
  test('is seen and changed by its managers, and counts at once', async () => {
    const { bindings, read, change } = givenServer()

    expect(await change(0, { kind: 'replace', overrides: { controllers: [staff] } })).toEqual({
      kind: 'kept',
      version: 1,
      changes: [{ path: 'controllers', after: [staff] }],
    })
    expect(await read()).toMatchObject({
      kind: 'read',
      version: 1,
      overrides: { controllers: [staff] },
      effective: expect.arrayContaining([
        { path: 'controllers', layer: 'guild', value: [staff], isLocked: false },
        { path: 'watchers', layer: 'default', value: 'everyone', isLocked: true },
      ]),
      history: [{ version: 1, by: manager.userId, atMs: 1_700_000_000_000 }],
    })
    expect(await bindings.find(guildId)).toMatchObject({ controllers: [staff] })
  })

  test('can be rolled back, and be as a document says', async () => {
    const { read, change } = givenServer()
    await change(0, { kind: 'replace', overrides: { locale: 'fr' } })
    const before = await read()
    await change(1, { kind: 'replace', overrides: {} })

    expect(await change(2, { kind: 'roll-back', toVersion: 1 })).toMatchObject({ kind: 'kept', version: 3 })
    expect(await change(3, { kind: 'import', document: before.kind === 'read' ? before.document : '' })).toEqual({
      kind: 'kept',
      version: 3,
      changes: [],
    })
  })

  test('is nothing for anybody else, nor for a guild that nobody bound', async () => {
    const { read, change } = givenServer()
    const refused = { kind: 'refused', reason: 'member-may-not-configure' }

    expect(await read(student)).toEqual(refused)
    expect(await change(0, { kind: 'replace', overrides: { controllers: 'everyone' } }, student)).toEqual(refused)
    expect(await read(manager, '1100000000000000099')).toEqual({ kind: 'refused', reason: 'guild-unbound' })
  })

  test('leaves word of each change that came to nothing, and by whom', async () => {
    const { change, told } = givenServer()
    await change(0, { kind: 'replace', overrides: { locale: 'fr' } })
    await change(0, { kind: 'replace', overrides: { locale: 'de' } })
    await change(1, { kind: 'replace', overrides: { locale: 'xx' } })
    await change(1, { kind: 'replace', overrides: { locale: 'fr' } })
    await change(1, { kind: 'replace', overrides: {} }, student)

    expect(told).toEqual([
      `${manager.userId} config.change stale`,
      `${manager.userId} config.change unusable`,
      `${manager.userId} config.change as-before`,
      `${student.userId} config.change member-may-not-configure`,
    ])
  })

  test('is not changed by what is wrong, locked or too late', async () => {
    const { change } = givenServer()
    await change(0, { kind: 'replace', overrides: { locale: 'fr' } })

    expect(await change(1, { kind: 'replace', overrides: { locale: 'xx', hunter2: 1 } })).toEqual({
      kind: 'unusable',
      problems: [expect.stringMatching(/^locale: /), 'There is a name that is no setting of guilds.'],
    })
    expect(await change(1, { kind: 'replace', overrides: { watchers: [] } })).toEqual({
      kind: 'unusable',
      problems: ['watchers is locked by the operator.'],
    })
    expect(await change(1, { kind: 'replace', overrides: { announceChannelId: '1100000000000000041' } })).toEqual({
      kind: 'unusable',
      problems: ['announceChannelId is no channel of this server that the bot can see.'],
    })
    expect(await change(0, { kind: 'replace', overrides: {} })).toEqual({ kind: 'stale', version: 1 })
  })

  test('shows its managers what its own words would look like, in its language, and says where they are wrong', async () => {
    const { preview, change } = givenServer()
    await change(0, { kind: 'replace', overrides: { locale: 'de' } })
    const words = { content: 'Neu: {{video.title}} @everyone' }

    expect(await preview({ event: 'entry-ready', words })).toMatchObject({
      kind: 'preview',
      body: {
        content: 'Neu: Marine biology, lecture 4 @everyone',
        embeds: [{ description: expect.stringContaining('Länge: 1:02:05') }],
        allowed_mentions: { parse: [], roles: [] },
      },
    })
    expect(await preview({ event: 'entry-ready', words, locale: 'fr' })).toMatchObject({
      body: { embeds: [{ description: expect.stringMatching(/Durée\s: 1:02:05/) }] },
    })
    expect(await preview({ event: 'entry-ready', words: { title: 'x {{ENV_X}}' } })).toEqual({
      kind: 'invalid',
      problems: [{ part: 'title', code: 'unknown-variable', at: 2, name: 'ENV_X', words: expect.any(String) }],
    })
    expect(await preview({ event: 'entry-ready', words }, student)).toEqual({ kind: 'refused', reason: 'member-may-not-configure' })
  })

  test('hears the same of words that cannot be used whether it looks at them or keeps them: where, and what may stand there', async () => {
    const { preview, change } = givenServer()
    const words = { title: 'x {{ENV_X}} {{video.title | shout}}' }
    const looked = await preview({ event: 'entry-ready', words })
    const kept = await change(0, {
      kind: 'replace',
      overrides: { routes: [{ channelId: '1100000000000000040', templates: { 'entry-ready': words } }] },
    })
    const said = looked.kind === 'invalid' ? looked.problems.map((problem) => problem.words) : []

    expect(said).toEqual([
      expect.stringMatching(/^The tag at character 3 names "ENV_X", .* roles, video\.title, /),
      expect.stringMatching(/^The tag at character 13 has the filter "shout", .* default, date, truncate, upper and lower/),
    ])
    expect(kept).toEqual({ kind: 'unusable', problems: said.map((each) => `routes.0.templates.entry-ready.title: ${each}`) })
  })

  test('hears of twenty-five problems at a time', async () => {
    const { change } = givenServer()
    const templates = { 'entry-ready': { content: '{{x}}'.repeat(60) } }
    const kept = await change(0, { kind: 'replace', overrides: { routes: [{ channelId: '1100000000000000040', templates }] } })

    expect(kept.kind === 'unusable' && kept.problems.length).toBe(25)
  })
})
