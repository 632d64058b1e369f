import { describe, expect, test } from 'vitest'
import { guildPaths } from '../settings/guild.ts'
import { settingRows } from '../settings.ts'
import { readDocument, readOverrides, writeDocument } from './guild-config-document.ts'

const channelId = '1100000000000000041'

describe('a document', () => {
  test('can be read again, whatever guilds may say', () => {
    const overrides = { locale: 'he', controllers: 'everyone', announceChannelId: channelId, routes: [] } as const
    const route = { channelId, events: [], tags: ['é"\\'], templates: {}, locale: 'fr' }
    const said = readOverrides({ ...overrides, routes: [route] })

    expect(said.kind === 'read' && readDocument(writeDocument(said.overrides))).toEqual(said)
  })

  test('of an older schema is brought up to date step by step', () => {
    const document = (schema: unknown) => JSON.stringify({ format: 'kaltura-discord.guild-config', schema, overrides: { language: 'FR' } })
    const steps = [
      ({ language, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, locale: language }),
      ({ locale, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, locale: String(locale).toLowerCase() }),
    ]

    expect(readDocument(document(1), steps)).toEqual({ kind: 'read', overrides: { locale: 'fr' } })
    expect(readDocument(document(4), steps)).toEqual({
      kind: 'refused',
      problems: ['The configuration is of a newer version of kaltura-discord.'],
    })
    expect([0, -1, 1.5, '1', null].map((schema) => readDocument(document(schema), steps).kind)).toEqual(Array(5).fill('refused'))
  })

  test.each(['', 'null', '[]', '{"format":"x"}', '{"format":"kaltura-discord.guild-config","schema":1,"overrides":[]}'])(
    'that is none is refused: %s',
    (text) => {
      expect(readDocument(text).kind).toBe('refused')
    },
  )
})

test('every path that guilds may set is a setting of that name, and nothing else is', () => {
  expect(settingRows.filter(({ guild }) => guild).map(({ path }) => path)).toEqual(guildPaths.map((path) => `guild.${path}`))
})
