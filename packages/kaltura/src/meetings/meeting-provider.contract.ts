import {
  InvalidInputError,
  type MeetingDraft,
  type MeetingPerson,
  type MeetingProvider,
  type MeetingRecurrence,
  type MeetingSupport,
  type MeetingTimes,
} from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import type { DecodedKs } from '../ks/decode-ks.ts'

/** What the suite needs of an implementation: an account without meetings of its guilds, its clock, and a way to open the KS in links. */
export interface MeetingProviderSubject {
  provider: MeetingProvider
  now: () => number
  decode: (ks: string) => Promise<DecodedKs>
}

const guild = '112233445566778899'
/** Begins like the other one, as a careless search would find. */
const longerGuild = `${guild}0`
const otherGuild = '998877665544332211'
const mara = { userId: 'discord_123456789012345678', name: 'Mara Lind', role: 'attendee' } as const satisfies MeetingPerson
const startsAtMs = Date.UTC(2027, 2, 1, 9)
const hourMs = 3_600_000
const times: MeetingTimes = { startsAtMs, endsAtMs: startsAtMs + hourMs, timeZone: 'Europe/Berlin', recurrence: undefined }
const weekly: MeetingRecurrence = { every: 'week', interval: 2, weekdays: ['monday', 'thursday'], ends: { count: 6 } }
const dateFrom = (fromMs: number) => ({ startsAtMs: fromMs, endsAtMs: fromMs + hourMs })
const types = ['webinar', 'room', 'classroom'] as const
const roles = ['moderator', 'presenter', 'attendee'] as const
/** Roles that a link with a KS lets in; presenters may be invited instead. */
const linked = [
  ['moderator', 'adminRole'],
  ['attendee', 'viewerRole'],
] as const

/** What "implements MeetingProvider" means, for what the implementation says that it supports. */
export function describeMeetingProvider(name: string, supports: MeetingSupport, create: () => Promise<MeetingProviderSubject>): void {
  const type = supports.types[0] ?? 'room'
  const draft: MeetingDraft = { guildId: guild, type, name: 'Thesis colloquium', description: 'Bring slides, please.', times }

  async function given(...drafts: readonly Partial<MeetingDraft>[]) {
    const subject = await create()
    const refs: { guildId: string; meetingId: string }[] = []
    for (const each of drafts) refs.push(await made(subject.provider, { ...draft, ...each }))
    const [ref = { guildId: guild, meetingId: 'none' }] = refs
    return { ...subject, ref, refs }
  }
  async function made(provider: MeetingProvider, wanted: MeetingDraft) {
    const created = await provider.create(wanted)
    if (created.kind !== 'created') throw new Error(`Not created: ${created.kind}`)
    return { guildId: wanted.guildId, meetingId: created.meeting.id }
  }
  async function link({ provider, decode }: MeetingProviderSubject, ref: { guildId: string; meetingId: string }, person: MeetingPerson) {
    const joined = await provider.join(ref, person)
    if (joined.kind !== 'link') throw new Error(`No link: ${joined.kind}`)
    const decoded = await decode(joined.url.split(/\/ks\/|\?ks=/)[1] ?? '')
    if (decoded.status !== 'OK') throw new Error(`The KS in the link is ${decoded.status}`)
    return { ...joined, content: decoded.content }
  }
  async function all(provider: MeetingProvider, guildId: string, cursor?: string): Promise<{ ids: string[]; sizes: number[] }> {
    const page = await provider.list(guildId, { cursor })
    if (page.kind !== 'page') throw new Error(`No page: ${page.kind}`)
    const rest = page.next === undefined ? { ids: [], sizes: [] } : await all(provider, guildId, page.next)
    return { ids: [...page.meetings.map(({ id }) => id), ...rest.ids], sizes: [page.meetings.length, ...rest.sizes] }
  }

  describe(`${name} as a MeetingProvider`, () => {
    test('says truly what it supports', async () => {
      expect((await create()).provider.supports).toEqual(supports)
    })

    test.each(supports.types)('a %s is made as it was asked for, and is found and listed in its guild', async (each) => {
      const { provider } = await given()
      const created = await provider.create({ ...draft, type: each, name: ' Thesis colloquium ' })
      const id = created.kind === 'created' ? created.meeting.id : ''
      const meeting = { ...draft, type: each, id, status: 'open' }

      expect(created).toEqual({ kind: 'created', meeting })
      expect(await provider.find({ guildId: guild, meetingId: id })).toEqual({ kind: 'found', meeting })
      expect(await provider.list(guild)).toEqual({ kind: 'page', meetings: [meeting], next: undefined })
    })

    test.each(types.filter((each) => !supports.types.includes(each)))('a %s is not supported, and nothing is made', async (each) => {
      const { provider } = await given()

      expect(await provider.create({ ...draft, type: each })).toEqual({ kind: 'unsupported', what: 'type' })
      expect(await all(provider, guild)).toMatchObject({ ids: [] })
    })

    test.each([
      ['without a name', { name: '  ' }],
      ['that ends before it starts', { times: { ...times, endsAtMs: startsAtMs - 1 } }],
      ['that takes longer than a day', { times: { ...times, endsAtMs: startsAtMs + 25 * hourMs } }],
      ['in a time zone that there is not', { times: { ...times, timeZone: 'Mars/Olympus' } }],
      ['of what is no guild', { guildId: '1,discord-guild-2' }],
      ['in a series of one', { times: { ...times, recurrence: { ...weekly, ends: { count: 1 } } } }],
    ])('a meeting %s is refused', async (_, wrong) => {
      const { provider } = await given()

      await expect(provider.create({ ...draft, ...wrong })).rejects.toThrow(InvalidInputError)
    })

    test('a meeting of another guild is not there, whatever one asks', async () => {
      const { provider, ref } = await given({})
      const foreign = { ...ref, guildId: otherGuild }
      const notFound = { kind: 'not-found' }

      expect(await provider.find(foreign)).toEqual(notFound)
      expect(await provider.join(foreign, mara)).toEqual(notFound)
      expect(await provider.reschedule(foreign, times)).toEqual(notFound)
      expect(await provider.recording(foreign)).toEqual(notFound)
      expect(await provider.end(foreign)).toEqual(notFound)
      expect(await provider.find(ref)).toMatchObject({ kind: 'found', meeting: { status: 'open' } })
    })

    test('a guild whose id begins like another one sees none of its meetings', async () => {
      const { provider, refs } = await given({}, { guildId: longerGuild })

      expect(await all(provider, guild)).toMatchObject({ ids: [refs[0]?.meetingId] })
      expect(await all(provider, longerGuild)).toMatchObject({ ids: [refs[1]?.meetingId] })
      expect(await provider.find({ guildId: guild, meetingId: refs[1]?.meetingId ?? '' })).toEqual({ kind: 'not-found' })
    })

    test('many meetings come in pages of 15 at most, each of them once', async () => {
      const { provider, refs } = await given(...Array.from({ length: 17 }, (_, index) => ({ name: `Colloquium ${index}` })))
      const { ids, sizes } = await all(provider, guild)

      expect(ids.toSorted()).toEqual(refs.map(({ meetingId }) => meetingId).toSorted())
      expect(Math.max(...sizes)).toBeLessThanOrEqual(15)
    })

    test.each(['0', '1,2', 'next', ''])('a cursor like %j is refused', async (cursor) => {
      const { provider } = await given()

      await expect(provider.list(guild, { cursor })).rejects.toThrow(InvalidInputError)
    })

    test('who gives up hears their own reason', async () => {
      const { provider } = await given()
      const signal = AbortSignal.abort(new Error('gave up'))

      await expect(provider.create(draft, { signal })).rejects.toThrow('gave up')
      await expect(provider.list(guild, { signal })).rejects.toThrow('gave up')
    })

    test.each(['', '0', '0_nobody00', '4294967295', '../secret', '1,2'])('there is no meeting %j', async (meetingId) => {
      const { provider } = await given()

      expect(await provider.find({ guildId: guild, meetingId })).toEqual({ kind: 'not-found' })
    })

    test.each(linked)('a link for the %s is of that person alone, as %s, and good for ten minutes at most', async (role, kafRole) => {
      const subject = await given({})
      const { content, expiresAtMs } = await link(subject, subject.ref, { ...mara, role })

      expect(content).toMatchObject({ type: 0, userId: mara.userId, expiryUnix: expiresAtMs / 1000 })
      expect(content.privilegeValues.get('role')).toEqual([kafRole])
      expect(expiresAtMs - subject.now()).toBeGreaterThan(60_000)
      expect(expiresAtMs - subject.now()).toBeLessThanOrEqual(10 * 60_000)
    })

    test('a name that is written like privileges stays a name', async () => {
      const subject = await given({})
      const { content } = await link(subject, subject.ref, { ...mara, name: 'Eve,role:adminRole,*/x \u202eRoot' })

      expect(content.privilegeValues.get('role')).toEqual(['viewerRole'])
      expect(content.privilegeValues.has('all')).toBe(false)
      expect(decodeURIComponent(content.privilegeValues.get('firstName')?.[0] ?? '')).toBe('Eve,role:adminRole,*/x')
      expect(decodeURIComponent(content.privilegeValues.get('lastName')?.[0] ?? '')).toBe('Root')
    })

    test.each(['*', '', '0', 'a;*', 'a b', 'kaltura-discord'])('nobody gets a link as the user %j', async (userId) => {
      const { provider, ref } = await given({})

      await expect(provider.join(ref, { ...mara, userId })).rejects.toThrow(InvalidInputError)
    })

    test.each(roles.filter((role) => !supports.roles.includes(role)))('there are no links for the %s', async (role) => {
      const { provider, ref } = await given({})

      expect(await provider.join(ref, { ...mara, role })).toEqual({ kind: 'unsupported', what: 'role' })
    })

    test.each([supports.afterEnd].filter((after) => after === 'kept'))(
      'a meeting that was ended is %s, is over, and lets nobody in',
      async () => {
        const { provider, ref } = await given({})

        expect(await provider.end(ref)).toEqual({ kind: 'ended' })
        expect(await provider.end(ref)).toEqual({ kind: 'ended' })
        expect(await provider.join(ref, mara)).toEqual({ kind: 'over' })
        expect(await provider.reschedule(ref, times)).toEqual({ kind: 'over' })
        expect(await provider.list(guild)).toMatchObject({ meetings: [{ id: ref.meetingId, status: 'over' }] })
      },
    )

    test.each([supports.afterEnd].filter((after) => after === 'removed'))('a meeting that was ended is %s', async () => {
      const { provider, ref } = await given({})

      expect(await provider.end(ref)).toEqual({ kind: 'ended' })
      expect(await provider.join(ref, mara)).toEqual({ kind: 'not-found' })
      expect(await all(provider, guild)).toMatchObject({ ids: [] })
    })

    test('a meeting is given other times', async () => {
      const { provider, ref } = await given({})
      const later = { ...times, startsAtMs: startsAtMs + hourMs, endsAtMs: startsAtMs + 3 * hourMs, timeZone: 'America/New_York' }

      expect(await provider.reschedule(ref, later)).toMatchObject({ kind: 'rescheduled', meeting: { id: ref.meetingId, times: later } })
      expect(await provider.find(ref)).toMatchObject({ meeting: { type, name: draft.name, times: later, status: 'open' } })
      expect(await all(provider, guild)).toMatchObject({ ids: [ref.meetingId] })
    })

    const series = { ...times, recurrence: weekly }
    test.each([series].filter(() => supports.recurrence))(
      'a series is one meeting, and keeps its rule and tells its dates',
      async (each) => {
        const { provider, ref } = await given({ times: each })

        // Berlin's summer begins on the 28th of March.
        const dates = [0, 3, 14, 17, 28 - 1 / 24, 31 - 1 / 24].map((days) => startsAtMs + days * 24 * hourMs)
        expect(await provider.list(guild)).toMatchObject({
          meetings: [{ id: ref.meetingId, times: each, dates: dates.map(dateFrom) }],
          next: undefined,
        })
        expect(await provider.find(ref)).toMatchObject({ meeting: { dates: dates.map(dateFrom) } })
        expect(await provider.reschedule(ref, times)).toMatchObject({ kind: 'rescheduled' })
        expect(await provider.find(ref)).toMatchObject({ meeting: { times, dates: undefined } })
      },
    )

    test.each([undefined].filter(() => supports.untimed))(
      'a meeting without times is open at once, and may be given some',
      async (none) => {
        const { provider, ref } = await given({ times: none })

        expect(await provider.find(ref)).toMatchObject({ meeting: { times: undefined, status: 'open' } })
        expect(await provider.join(ref, mara)).toMatchObject({ kind: 'link' })
        expect(await provider.reschedule(ref, times)).toMatchObject({ meeting: { times } })
      },
    )

    const beyond = { recurrence: { times: series }, untimed: { times: undefined } }
    test.each((['recurrence', 'untimed'] as const).filter((what) => !supports[what]))(
      'without support of %s, nothing is made',
      async (what) => {
        const { provider } = await given()

        expect(await provider.create({ ...draft, ...beyond[what] })).toEqual({ kind: 'unsupported', what })
        expect(await all(provider, guild)).toMatchObject({ ids: [] })
      },
    )

    test('a meeting that nobody was in has no recording', async () => {
      const { provider, ref } = await given({})
      const without = supports.recording ? { kind: 'none' } : { kind: 'unsupported', what: 'recording' }

      expect(await provider.recording(ref)).toEqual(without)
    })
  })
}
