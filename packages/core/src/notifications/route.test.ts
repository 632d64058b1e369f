import { describe, expect, test } from 'vitest'
import { createStaticBindings } from '../access/static-bindings.ts'
import { isQuiet, quietHours } from './quiet-hours.ts'
import { announceRoutes, isWanted, notificationRoute } from './route.ts'

const channelId = '1100000000000000077'
const lecture = { tags: ['Campus'], categories: ['campus>lectures>physics'], ownerId: 'prof.okafor' }
const route = (more: object = {}) => notificationRoute.parse({ channelId, ...more })

describe('a route', () => {
  test('wants everything unless it was told otherwise', () => {
    expect(isWanted(route(), 'captions-ready', { tags: [], categories: [] })).toBe(true)
  })

  test('wants the events that it names, and no other', () => {
    expect(isWanted(route({ events: ['live-started'] }), 'live-started', lecture)).toBe(true)
    expect(isWanted(route({ events: ['live-started'] }), 'live-ended', lecture)).toBe(false)
  })

  test('takes tags without case, categories with what is below them, owners as they are', () => {
    expect(isWanted(route({ tags: ['campus'], categories: ['campus>lectures'], owners: ['prof.okafor'] }), 'entry-ready', lecture)).toBe(
      true,
    )
    expect(isWanted(route({ tags: ['staff'] }), 'entry-ready', lecture)).toBe(false)
    expect(isWanted(route({ categories: ['campus>lect'] }), 'entry-ready', lecture)).toBe(false)
    expect(isWanted(route({ owners: ['Prof.Okafor'] }), 'entry-ready', lecture)).toBe(false)
  })

  test('needs each of its filters to fit', () => {
    expect(isWanted(route({ tags: ['campus'], owners: ['somebody'] }), 'entry-ready', lecture)).toBe(false)
  })

  test('with owners takes nothing whose owner nobody knows', () => {
    expect(isWanted(route({ owners: ['prof.okafor'] }), 'entry-ready', { tags: [], categories: [] })).toBe(false)
  })

  test('has no patterns: what would be a catastrophic one is a tag that nothing carries, judged at once', () => {
    expect(isWanted(route({ tags: ['(a+)+$'] }), 'entry-ready', { tags: ['a'.repeat(10_000)], categories: [] })).toBe(false)
  })

  test.each([
    [{ channelId: 'general' }],
    [{ events: ['everything'] }],
    [{ mentionRoleIds: ['@everyone'] }],
    [{ mentionRoleIds: Array.from({ length: 11 }, () => channelId) }],
    [{ locale: 'tlh' }],
    [{ templates: { 'entry-ready': { content: '{{meeting.title}}' } } }],
    [{ templates: { 'entry-ready': { content: 'x'.repeat(1_000_000) } } }],
    [{ templates: { 'entry-ready': { footer: 'x' } } }],
    [{ tags: ['x'.repeat(201)] }],
    [{ quietHours: { from: '22:00', to: '24:00', timeZone: 'Europe/Berlin' } }],
    [{ quietHours: { from: '22:00', to: '06:00', timeZone: 'Middle-earth/Shire' } }],
    [{ anything: 'else' }],
  ])('is refused with %j', (wrong) => {
    expect(notificationRoute.safeParse({ channelId, ...wrong }).success).toBe(false)
  })

  test('of a guild of the settings is its announce channel, or none', async () => {
    const binding = { connection: 'main', scope: { tags: [], categories: [] }, controllers: [], announceChannelId: channelId }
    const routesOf = announceRoutes(
      createStaticBindings([
        { ...binding, guildId: '1' },
        { ...binding, guildId: '2', announceChannelId: undefined },
      ]),
    )

    expect(await routesOf('1')).toEqual([route()])
    expect(await routesOf('2')).toEqual([])
    expect(await routesOf('3')).toEqual([])
  })
})

describe('quiet hours', () => {
  const night = quietHours.parse({ from: '22:00', to: '06:30', timeZone: 'Europe/Berlin' })

  test('go over midnight, with their first minute and without their last', () => {
    expect(['20:59', '21:00', '23:30', '05:29', '05:30'].map((utc) => isQuiet(night, Date.parse(`2026-01-05T${utc}:00Z`)))).toEqual([
      false,
      true,
      true,
      true,
      false,
    ])
  })

  test('follow the summer time of their zone', () => {
    expect(isQuiet(night, Date.parse('2026-07-05T20:00:00Z'))).toBe(true)
    expect(isQuiet(night, Date.parse('2026-07-05T04:30:00Z'))).toBe(false)
  })

  test('may lie within a day, or be all of it', () => {
    const noon = { from: '12:00', to: '13:00', timeZone: 'UTC' }

    expect([11, 12, 13].map((hour) => isQuiet(noon, Date.UTC(2026, 0, 5, hour, 30)))).toEqual([false, true, false])
    expect([12, 13].map((hour) => isQuiet(noon, Date.UTC(2026, 0, 5, hour)))).toEqual([true, false])
    expect([0, 9, 18].map((hour) => isQuiet({ ...noon, to: '12:00' }, Date.UTC(2026, 0, 5, hour)))).toEqual([true, true, true])
  })
})
