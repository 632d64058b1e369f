import { describe, expect, test } from 'vitest'
import { createStaticBindings } from '../access/static-bindings.ts'
import { GuildConfigUnreadable } from '../config/guild/guild-config-document.ts'
import { UnavailableError } from '../errors/coded-error.ts'
import type { Entry } from '../media/entry.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { MeetingProvider } from '../meetings/meeting-provider.ts'
import type { PlannedDelivery } from './delivery.ts'
import { readNotice } from './notice.ts'
import type { ClaimedNotification } from './notification-inbox.ts'
import type { MeetingSubject, NotificationSubject } from './notification-subject.ts'
import { type PlanDependencies, planDue } from './plan-due.ts'
import { notificationRoute } from './route.ts'

const general = '1100000000000000077'
const staff = '1100000000000000088'
const entry: Entry = {
  id: '0_rec',
  name: 'Seminar',
  description: 'x'.repeat(5_000),
  durationS: 3725,
  kind: 'video',
  status: 'ready',
  tags: ['discord'],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: 5,
}
const ready: NotificationSubject = { kind: 'entry-ready', entryId: '0_rec' }
const claimed = (subject: NotificationSubject, attempts = 0, id = 'abcdefgh123456789012'): ClaimedNotification => ({
  id,
  attempts,
  lease: 'lease',
  notification: { connection: 'main', dedupeKeys: [], subject, receivedAtMs: 0 },
})
const binding = { connection: 'main', scope: { tags: ['discord'], categories: [] }, managers: [], controllers: [], watchers: [] }

/** A planning whose world is arrays. */
function scene(
  overrides: {
    get?: (entryId: string) => Promise<Entry | undefined>
    find?: MeetingProvider['find']
    due?: ClaimedNotification[]
    routes?: object[]
  } = {},
) {
  const planned: PlannedDelivery[][] = []
  const postponed: number[] = []
  const parked: string[] = []
  const dependencies: PlanDependencies = {
    inbox: {
      accept: async () => ({ kind: 'duplicate' }),
      claim: async () => overrides.due ?? [claimed(ready)],
      plan: async (_, deliveries) => planned.push([...deliveries]) > 0,
      postpone: async (_, atMs) => postponed.push(atMs) > 0,
      park: async (_, reason) => parked.push(reason) > 0,
      parked: async () => [],
      replay: async () => false,
      backlog: async () => ({ waiting: 0, parked: 0 }),
    },
    bindings: createStaticBindings([
      { ...binding, guildId: '1', announceChannelId: undefined },
      { ...binding, guildId: '2', scope: { tags: ['other'], categories: [] }, announceChannelId: undefined },
      { ...binding, guildId: '3', connection: 'elsewhere', announceChannelId: undefined },
    ]),
    routesOf: async () => (overrides.routes ?? [{ channelId: general }]).map((route) => notificationRoute.parse(route)),
    catalog: () => ({ get: overrides.get ?? (async () => entry) }),
    meetings: () => overrides.find && { find: overrides.find },
    now: () => 1_000_000,
    random: () => 0.5,
  }
  return { dependencies, planned, postponed, parked }
}

describe('planDue', () => {
  test('plans a delivery for the guilds of the connection that may see the entry', async () => {
    const { dependencies, planned } = scene()

    expect(await planDue(dependencies)).toBe(1)
    expect(planned.flat()).toMatchObject([{ guildId: '1', channelId: general, subject: '0_rec', event: 'entry-ready' }])
  })

  test('[A30] gives deliveries the same ids on each attempt, within the 25 characters that Discord takes', async () => {
    const { dependencies, planned } = scene({
      routes: Array.from({ length: 40 }, (_, index) => ({ channelId: `${1_100_000_000_000_000_000n + BigInt(index)}` })),
    })
    await planDue(dependencies)
    await planDue({ ...dependencies, inbox: { ...dependencies.inbox, claim: async () => [claimed(ready, 7)] } })
    const [first = [], second = []] = planned.map((deliveries) => deliveries.map(({ id }) => id))

    expect(first).toEqual(second)
    expect(new Set(first).size).toBe(40)
    expect(Math.max(...first.map((id) => id.length))).toBeLessThanOrEqual(25)
  })

  test('is held up by a guild whose set-up cannot be read only as long as that may pass: then the others are told', async () => {
    const told: unknown[] = []
    const { dependencies, planned, postponed, parked } = scene()
    const also = createStaticBindings(['1', '4'].map((guildId) => ({ ...binding, guildId, announceChannelId: undefined })))
    const unreadable = new GuildConfigUnreadable('1', ['no JSON'])
    const routesOf = async (guildId: string) =>
      guildId === '1' ? Promise.reject(unreadable) : [notificationRoute.parse({ channelId: general })]
    const round = (attempts: number, routes = routesOf) =>
      planDue({
        ...{ ...dependencies, bindings: also, routesOf: routes },
        inbox: { ...dependencies.inbox, claim: async () => [claimed(ready, attempts)] },
        onUnreadable: (guild, error) => told.push([guild.guildId, error]),
      })
    await round(3)
    expect([postponed.length, planned, told]).toEqual([1, [], []])

    await round(4)
    expect(planned.flat()).toMatchObject([{ guildId: '4' }])
    expect(told).toEqual([['1', unreadable]])
    await round(47, async () => Promise.reject(new UnavailableError('The store is away.')))
    expect([planned.length, parked]).toEqual([1, ['The store is away.']])
  })

  test('asks each route, and tells a channel once, as its first route says', async () => {
    const { dependencies, planned } = scene({
      routes: [
        { channelId: general, events: ['live-started'] },
        { channelId: general, locale: 'de', templates: { 'entry-ready': { content: 'Neu' } } },
        { channelId: staff, tags: ['staff'] },
        { channelId: general, locale: 'fr' },
      ],
    })
    await planDue(dependencies)

    expect(planned.flat().map(({ channelId }) => channelId)).toEqual([general])
    expect(readNotice(planned.flat()[0]?.content ?? '')).toMatchObject({ locale: 'de', template: { content: 'Neu' }, event: 'entry-ready' })
  })

  test('tells of the entry as it is now, without more of its words than a message can hold', async () => {
    const { dependencies, planned } = scene()
    await planDue(dependencies)
    const { entry: told } = readNotice(planned.flat()[0]?.content ?? '')

    expect([told.name, told.description.length]).toEqual(['Seminar', 500])
  })

  test('puts a recording on the card of what it was recorded from', async () => {
    const { dependencies, planned } = scene({ get: async () => ({ ...entry, recordedFrom: '1_live' }) })
    await planDue(dependencies)

    expect(planned.flat()).toMatchObject([{ subject: '1_live', event: 'recording-ready' }])
  })

  test('keeps when a broadcast began and ended', async () => {
    const live: NotificationSubject = { kind: 'live-ended', entryId: '1_live', sinceMs: 7, endedAtMs: 9 }
    const { dependencies, planned } = scene({ due: [claimed(live)], get: async () => ({ ...entry, id: '1_live', kind: 'live' }) })
    await planDue(dependencies)

    expect(readNotice(planned.flat()[0]?.content ?? '')).toMatchObject({ event: 'live-ended', beganAtMs: 7, endedAtMs: 9 })
  })

  test('has nothing to say of an entry that is gone by the time it is fetched again', async () => {
    const { dependencies, planned } = scene({ get: async () => undefined })
    await planDue(dependencies)

    expect(planned).toEqual([[]])
  })

  test('waits for an entry that Kaltura does not show as ready yet', async () => {
    const { dependencies, planned, postponed } = scene({ get: async () => ({ ...entry, status: 'processing' }) })
    await planDue(dependencies)

    expect([planned, postponed]).toEqual([[], [1_000_500]])
  })

  test('waits for a Kaltura that is down as long as it asks, and parks after the last attempt', async () => {
    const get = async () => {
      throw new UnavailableError('Kaltura did not answer.', { retryAfterMs: 90_000 })
    }
    const early = scene({ get })
    const late = scene({ get, due: [claimed(ready, 47)] })
    await planDue(early.dependencies)
    await planDue(late.dependencies)

    expect([early.postponed, early.parked, late.postponed, late.parked]).toEqual([[1_090_000], [], [], ['Kaltura did not answer.']])
  })

  test('one that fails keeps no other back, and they are planned in their order', async () => {
    const { dependencies, planned, postponed } = scene({
      due: ['0_slow', '0_bad', '0_rec'].map((entryId) => claimed({ kind: 'entry-ready', entryId }, 0, entryId)),
      async get(entryId) {
        if (entryId === '0_bad') throw new TypeError('of ours')
        if (entryId === '0_slow') await new Promise((done) => setImmediate(done))
        return { ...entry, id: entryId }
      },
    })

    expect(await planDue(dependencies)).toBe(2)
    expect([planned.flat().map(({ subject }) => subject), postponed.length]).toEqual([['0_slow', '0_rec'], 1])
  })
})

describe('planDue of a meeting', () => {
  const hourMs = 3_600_000
  const startsAtMs = 1_000_000 + hourMs
  const seminar: Meeting = {
    guildId: '1',
    id: 'm-1',
    type: 'room',
    name: 'Seminar',
    description: 'Bring a pen',
    times: { startsAtMs, endsAtMs: startsAtMs + hourMs, timeZone: 'UTC', recurrence: undefined },
    status: 'open',
  }
  const scheduled: MeetingSubject = { kind: 'meeting-scheduled', guildId: '1', meetingId: 'm-1', startsAtMs }
  const ended: MeetingSubject = { ...scheduled, kind: 'meeting-ended', endedAtMs: startsAtMs + hourMs }
  const finding =
    (meeting: Meeting): MeetingProvider['find'] =>
    async () => ({ kind: 'found', meeting })

  test('tells its own guild alone, as it is now', async () => {
    const { dependencies, planned } = scene({ due: [claimed(scheduled)], find: finding({ ...seminar, name: 'Seminar, renamed' }) })
    await planDue(dependencies)

    expect(planned.flat()).toMatchObject([{ guildId: '1', subject: 'm-1', event: 'meeting-scheduled' }])
    expect(readNotice(planned.flat()[0]?.content ?? '')).toMatchObject({
      entry: { name: 'Seminar, renamed' },
      beganAtMs: startsAtMs,
      endedAtMs: startsAtMs + hourMs,
    })
  })

  test.each([
    ['begins', { ...scheduled, kind: 'meeting-started' }, 'open'],
    ['ends with the series, whose dates are gone then', ended, 'over'],
  ] as [string, MeetingSubject, Meeting['status']][])(
    'tells of a date of a series that it %s, by its own times',
    async (_, subject, status) => {
      const times = { startsAtMs: startsAtMs - 24 * hourMs, endsAtMs: startsAtMs - 23 * hourMs, timeZone: 'UTC', recurrence: undefined }
      const dates = status === 'open' ? [{ startsAtMs, endsAtMs: startsAtMs + hourMs }] : []
      const { dependencies, planned } = scene({ due: [claimed(subject)], find: finding({ ...seminar, times, dates, status }) })
      await planDue(dependencies)

      expect(readNotice(planned.flat()[0]?.content ?? '')).toMatchObject({
        event: subject.kind,
        beganAtMs: startsAtMs,
        endedAtMs: startsAtMs + hourMs,
      })
    },
  )

  test.each([
    ['was put off', scheduled, { ...seminar, times: { ...seminar.times, startsAtMs: startsAtMs + 1, endsAtMs: startsAtMs + hourMs } }],
    ['was called off', scheduled, { ...seminar, status: 'over' }],
    ['goes on', ended, seminar],
    ['has no times any more', scheduled, { ...seminar, times: undefined }],
    ['has lost this one of its dates', scheduled, { ...seminar, dates: [{ startsAtMs: startsAtMs + 1, endsAtMs: startsAtMs + hourMs }] }],
  ] as [string, MeetingSubject, Meeting][])('tells nothing of one that %s since', async (_, subject, meeting) => {
    const { dependencies, planned } = scene({ due: [claimed(subject)], find: finding(meeting) })
    await planDue(dependencies)

    expect(planned).toEqual([[]])
  })

  test('tells nothing to a guild that is not bound to the connection, and asks nobody', async () => {
    const { dependencies, planned } = scene({
      due: [claimed({ ...scheduled, guildId: '3' })],
      find: async () => Promise.reject(new Error('not asked')),
    })
    await planDue(dependencies)

    expect(planned).toEqual([[]])
  })

  test('waits while the account may not look it up', async () => {
    const { dependencies, planned, postponed } = scene({ due: [claimed(scheduled)], find: async () => ({ kind: 'forbidden' }) })
    await planDue(dependencies)

    expect([planned, postponed.length]).toEqual([[], 1])
  })
})
