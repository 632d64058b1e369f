import { UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { draft, fakeMeetings, guildId, mara, nowMs, plannerKs, times } from './fake-meetings.ts'
import { MeetingError } from './refusal.ts'

const dates = { startDate: '2026-01-06T09:00:00.000Z', endDate: '2026-01-06T10:00:00.000Z', timezone: 'Europe/Berlin' }
const labels = [`discord-guild-${guildId}`, 'discord-meeting-room']
const event = {
  id: 12,
  name: 'Colloquium',
  description: 'Slides',
  ...dates,
  publicDomain: '12.example',
  createdAt: new Date(nowMs).toISOString(),
}
const ok = (fields: object) => ({ status: 'ok', ...fields })
const created = [ok({ session: { id: '0_session' } }), ok({ event: { ...event, labels } })]
const ref = { guildId, meetingId: '12' }
const down = () => new Response('{"statusCode":500}', { status: 500 })

describe('the Events Platform', () => {
  test('makes an event with one session, and labels it last', async () => {
    const { provider, sent } = fakeMeetings('events', ok({ event }), ...created)
    const made = await provider.create(draft)

    expect(made).toEqual({ kind: 'created', meeting: { ...draft, id: '12', status: 'open' } })
    expect(sent.map(({ path, body }) => ({ path, body }))).toEqual([
      {
        path: 'events.example/api/v1/events/create',
        body: { name: 'Colloquium', description: 'Slides', templateId: 'tm0000', ...dates },
      },
      {
        path: 'events.example/api/v1/sessions/create',
        body: { eventId: 12, session: { name: 'Colloquium', type: 'MeetingEntry', visibility: 'published' } },
      },
      { path: 'events.example/api/v1/events/update', body: { id: 12, labels } },
    ])
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual(Array(3).fill(`Bearer ${plannerKs}`))
  })

  test('may put the event at the top of its answer, as a guide of Kaltura’s shows it', async () => {
    const { provider } = fakeMeetings('events', ok(event), ...created)

    expect(await provider.create(draft)).toMatchObject({ kind: 'created', meeting: { id: '12' } })
  })

  test('is asked for the event by its name after an answer of 500, and once more when there is none', async () => {
    const { provider, sent } = fakeMeetings('events', down(), ok({ events: [], totalCount: 0 }), ok({ event }), ...created)
    await provider.create(draft)

    expect(sent[1]).toMatchObject({
      path: 'events.example/api/v1/events/list',
      body: { filter: { searchTerm: 'Colloquium' }, pager: { offset: 0, limit: 15 }, orderBy: '-createdAt' },
    })
    expect(sent[2]?.path).toBe('events.example/api/v1/events/create')
  })

  test.each([
    ['has a label of someone', { labels: ['discord-guild-998877665544332211'] }],
    ['has another name', { name: 'Colloquium 2' }],
    ['is at another time', { startDate: '2026-01-06T08:00:00.000Z' }],
    ['was there long before', { createdAt: '2026-01-05T08:00:00.000Z' }],
  ])('an event that %s is not taken for the one that was made', async (_, other) => {
    const { provider, sent } = fakeMeetings(
      'events',
      down(),
      ok({ events: [{ ...event, ...other }], totalCount: 1 }),
      ok({ event }),
      ...created,
    )
    await provider.create(draft)

    expect(sent[2]?.path).toBe('events.example/api/v1/events/create')
  })

  test('nothing is repeated when nobody could look', async () => {
    const { provider, sent } = fakeMeetings('events', down(), ok({ events: 'strange' }))

    await expect(provider.create(draft)).rejects.toThrow(UnavailableError)
    expect(sent.map(({ path }) => path).filter((path) => path.endsWith('create'))).toHaveLength(1)
  })

  test('an event whose session could not be made is taken back', async () => {
    const { provider, sent } = fakeMeetings('events', ok({ event }), { status: 'OperationNotAllowed' }, ok({}))

    expect(await provider.create(draft)).toEqual({ kind: 'forbidden' })
    expect(sent.at(-1)).toMatchObject({ path: 'events.example/api/v1/events/delete', body: { id: 12 } })
  })

  test('lists by label, at most 15 a page', async () => {
    const { provider, sent } = fakeMeetings('events', ok({ events: [{ ...event, labels }], totalCount: 31 }))

    expect(await provider.list(guildId, { cursor: '2' })).toMatchObject({ meetings: [{ id: '12', times }], next: '3' })
    expect(sent[0]?.body).toEqual({ filter: { labels: [labels[0]] }, pager: { offset: 15, limit: 15 }, orderBy: '-createdAt' })
  })

  test('lets people into the session by KAF’s page of its entry', async () => {
    const listed = ok({ events: [{ ...event, labels }], totalCount: 1 })
    const { provider, grants } = fakeMeetings('events', listed, ok({ sessions: [{ id: '0_session' }] }))

    expect(await provider.join(ref, mara)).toMatchObject({ url: 'https://kaf.example/hosted/index/view-entry/ks/djJ8-of-mara==' })
    expect(grants.at(-1)).toMatchObject({ kind: 'meeting-guest', place: { kind: 'entry', id: '0_session' }, userId: mara.userId })
  })

  test('knows no series, so it is asked for none', async () => {
    const { provider, sent } = fakeMeetings('events')
    const recurrence = { every: 'day', interval: 1, weekdays: [], ends: { count: 3 } } as const

    expect(await provider.reschedule(ref, { ...times, recurrence })).toEqual({ kind: 'unsupported', what: 'recurrence' })
    expect(sent).toEqual([])
  })

  test('a KS that it has no login for is replaced once', async () => {
    const { provider, sent } = fakeMeetings('events', { status: 'NEW_LOGIN_REQUIRED' }, ok({ events: [], totalCount: 0 }))

    expect(await provider.find(ref)).toEqual({ kind: 'not-found' })
    expect(sent.length).toBe(2)
  })

  test.each([
    ['Forbidden', { kind: 'forbidden' }],
    ['OperationNotAllowed', { kind: 'forbidden' }],
    ['ResourceDoesNotExist', { kind: 'not-found' }],
  ])('the status %s inside HTTP 200 is an outcome', async (status, outcome) => {
    const { provider } = fakeMeetings('events', { status })

    expect(await provider.find(ref)).toEqual(outcome)
  })

  test('any other status is an error that names it', async () => {
    const { provider } = fakeMeetings('events', { status: 'InvalidArgument' })
    const found = provider.find(ref)

    await expect(found).rejects.toThrow(MeetingError)
    await expect(found).rejects.toThrow('The Events Platform refused events/list: InvalidArgument')
  })
})
