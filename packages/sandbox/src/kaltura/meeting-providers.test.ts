import { InvalidInputError, type MeetingDraft, UnavailableError } from '@kaltura-discord/core'
import { describeMeetingProvider } from '@kaltura-discord/kaltura/testing'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { nowMs, openMeetings } from '../testing/meetings-under-test.ts'
import { eventually } from '../testing/sandbox-under-test.ts'
import { convertingMs } from './meetings/meetings.ts'

const guildId = '112233445566778899'
const startsAtMs = Date.UTC(2026, 0, 6, 9)
const times = { startsAtMs, endsAtMs: startsAtMs + 3_600_000, timeZone: 'Europe/Berlin', recurrence: undefined }
const draft: MeetingDraft = { guildId, type: 'room', name: 'Colloquium', description: '', times }
const mara = { userId: 'discord_123456789012345678', name: 'Mara O’Neill', role: 'moderator' } as const

const kept = { roles: ['moderator', 'attendee'], recurrence: true, afterEnd: 'kept' } as const
const everyType = ['webinar', 'room', 'classroom'] as const
describeMeetingProvider('KAF', { ...kept, types: everyType, untimed: true, recording: true }, async () => (await openMeetings()).kaf)
describeMeetingProvider(
  'Legacy rooms',
  { ...kept, types: ['webinar', 'classroom'], untimed: false, recording: false },
  async () => (await openMeetings()).legacy,
)
describeMeetingProvider(
  'The Events Platform',
  {
    types: everyType,
    roles: ['moderator', 'presenter', 'attendee'],
    untimed: false,
    recurrence: false,
    afterEnd: 'removed',
    recording: true,
  },
  async () => (await openMeetings()).events,
)

describe('a link', () => {
  test.each(['kaf', 'legacy'] as const)('of %s opens the meeting in the browser, as who leads it', async (kind) => {
    const { [kind]: subject } = await openMeetings()
    const type = subject.provider.supports.types.at(-1) ?? 'room'
    const created = await subject.provider.create({ ...draft, type })
    const joined = await subject.provider.join({ guildId, meetingId: created.kind === 'created' ? created.meeting.id : '' }, mara)
    const page = await fetch(joined.kind === 'link' ? joined.url : '')

    expect(page.status).toBe(200)
    expect(await page.text()).toContain('You are <strong>Mara O’Neill</strong>, and you lead this meeting')
  })

  test('holds the only KS that anyone sees: it is no use for the API', async () => {
    const { kaf, kaltura } = await openMeetings()
    const created = await kaf.provider.create(draft)
    const joined = await kaf.provider.join({ guildId, meetingId: created.kind === 'created' ? created.meeting.id : '' }, mara)
    const ks = joined.kind === 'link' ? joined.url.split('/ks/')[1] : ''
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ks, entryId: '1_any' }) }
    const answer = await (await fetch(`${kaltura.apiUrl}/api_v3/service/baseEntry/action/get`, init)).json()

    expect(answer).toMatchObject({ objectType: 'KalturaAPIException', code: 'INVALID_ACTIONS_LIMIT' })
  })
})

test('the recording of a room is found while it is prepared, and when it can be watched', async () => {
  const clock = createManualClock(nowMs)
  const { kaf, kaltura } = await openMeetings({ timer: (run, afterMs) => clock.after(afterMs, run) })
  const created = await kaf.provider.create(draft)
  const ref = { guildId, meetingId: created.kind === 'created' ? created.meeting.id : '' }
  const joined = await kaf.provider.join(ref, mara)
  await enter(joined.kind === 'link' ? joined.url : '')
  await eventually(() => kaltura.meetings.all().some(({ people }) => people.length === 1))
  const ended = kaltura.meetings.end(ref.meetingId)
  const id = ended.kind === 'ended' ? ended.recordingId : 'none'

  expect(await kaf.provider.recording(ref)).toMatchObject({ kind: 'recording', entry: { id, status: 'processing' } })
  clock.advance(convertingMs)
  expect(await kaf.provider.recording(ref)).toMatchObject({ kind: 'recording', entry: { id, status: 'ready', kind: 'video' } })
  await kaf.provider.end(ref)
  expect(await kaf.provider.recording(ref)).toMatchObject({ kind: 'recording', entry: { id } })
})

test('KAF without templates has rooms only', async () => {
  const { plainKaf } = await openMeetings()

  expect(plainKaf.supports.types).toEqual(['room'])
  expect(await plainKaf.create({ ...draft, type: 'webinar' })).toEqual({ kind: 'unsupported', what: 'type' })
})

describe('the Events Platform', () => {
  test('that answers 500 and has made the event is not asked to make it again', async () => {
    const { events, kaltura, paths } = await openMeetings()
    kaltura.stumbleAfterCreating()
    const created = await events.provider.create(draft)
    const asked = paths()

    expect(created).toMatchObject({ kind: 'created', meeting: { name: draft.name, type: 'room' } })
    expect(asked.map((path) => path.replace('/api/v1/', ''))).toEqual(['events/create', 'events/list', 'sessions/create', 'events/update'])
  })

  test('has two meetings of one name and time when two were made, although it answers 500', async () => {
    const { events, kaltura } = await openMeetings()
    const first = await events.provider.create(draft)
    kaltura.stumbleAfterCreating()
    const second = await events.provider.create(draft)
    const ids = [first, second].map((created) => (created.kind === 'created' ? created.meeting.id : ''))

    expect(new Set(ids).size).toBe(2)
    expect(await events.provider.list(guildId)).toMatchObject({ meetings: [{ id: ids[1] }, { id: ids[0] }] })
  })

  test('lets presenters in by an invitation to their address', async () => {
    const { events, sent } = await openMeetings()
    const created = await events.provider.create(draft)
    const ref = { guildId, meetingId: created.kind === 'created' ? created.meeting.id : '' }
    const presenter = { ...mara, role: 'presenter' } as const

    expect(await events.provider.join(ref, presenter)).toEqual({ kind: 'needs-email' })
    await expect(events.provider.join(ref, { ...presenter, email: 'mara' })).rejects.toThrow(InvalidInputError)
    expect(await events.provider.join(ref, { ...presenter, email: 'mara@example.org' })).toEqual({
      kind: 'invited',
      url: `https://${ref.meetingId}.events.sandbox.localhost/`,
    })
    expect(sent.at(-2)?.body).toMatchObject({ roles: ['Speaker'], email: 'mara@example.org', firstName: 'Mara', lastName: 'O’Neill' })
    expect(sent.at(-1)?.body).toMatchObject({ speakers: [{ role: 'advancedSpeaker' }] })
  })

  test('is forbidden to who has no ADMIN KS, and says 500 to who is not in its team', async () => {
    const { eventsWithUserKs, eventsOfAStranger } = await openMeetings()

    expect(await eventsWithUserKs.create(draft)).toEqual({ kind: 'forbidden' })
    expect(await eventsWithUserKs.list(guildId)).toEqual({ kind: 'forbidden' })
    await expect(eventsOfAStranger.list(guildId)).rejects.toThrow(UnavailableError)
    await expect(eventsOfAStranger.create(draft)).rejects.toThrow(UnavailableError)
  })
})

/** Opens the page, and comes in as its script does. */
async function enter(url: string): Promise<void> {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const ticket = /data-ticket="(\w+)"/.exec(await (await fetch(url)).text())?.[1]
  await fetch(`${new URL(url).origin}/sandbox-room/${ticket}`, { signal: leaving.signal })
}
