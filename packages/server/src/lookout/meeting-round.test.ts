import { type Meeting, type MeetingPage, UnavailableError } from '@kaltura-discord/core'
import { describe, expect, test } from 'vitest'
import { createMeetingRound } from './meeting-round.ts'

const noon = Date.UTC(2026, 0, 5, 12)
const meeting = (guildId: string, id: string): Meeting => ({
  guildId,
  id,
  type: 'room',
  name: id,
  description: '',
  times: { startsAtMs: noon + 1, endsAtMs: noon + 2, timeZone: 'UTC', recurrence: undefined },
  status: 'open',
})
const never = new AbortController().signal

/** Two guilds with meetings in pages of one. */
function scene({ kept = {}, tell }: { kept?: Record<string, string>; tell?: () => Promise<void> } = {}) {
  const listed = new Map([
    ['1', [meeting('1', 'a'), meeting('1', 'b')]],
    ['2', [meeting('2', 'c')]],
  ])
  const cursors = new Map(Object.entries(kept))
  const told: string[] = []
  const lost: string[] = []
  const failing = new Set<string>()
  const round = createMeetingRound({
    connection: 'main',
    meetings: {
      async list(guildId, { cursor = '0' } = {}): Promise<MeetingPage> {
        if (failing.has(guildId)) throw new UnavailableError('Kaltura did not answer.')
        const all = listed.get(guildId) ?? []
        const next = Number(cursor) + 1
        return { kind: 'page', meetings: all.slice(next - 1, next), next: next < all.length ? `${next}` : undefined }
      },
    },
    guilds: async () => [{ guildId: '1' }, { guildId: '2' }],
    cursors: { read: async (name) => cursors.get(name), keep: async (name, text) => void cursors.set(name, text) },
    tell: tell ?? (async ({ subject }) => void told.push(`${subject.kind} ${subject.meetingId}`)),
    now: () => noon,
    onLostPlace: (guildId) => lost.push(guildId),
  })
  return { round: () => round(never), cursors, told, lost, failing }
}
const seenNothing = { 'meetings:main:1': '[]', 'meetings:main:2': '[]' }

describe('a round of meetings', () => {
  test('looks at all pages of each guild, and tells what is new since the last round', async () => {
    const { round, told } = scene({ kept: seenNothing })
    await round()
    await round()

    expect(told).toEqual(['meeting-scheduled a', 'meeting-scheduled b', 'meeting-scheduled c'])
  })

  test('gives every guild its turn, and throws what failed', async () => {
    const { round, told, failing } = scene({ kept: seenNothing })
    failing.add('1')
    await expect(round()).rejects.toThrow('Kaltura did not answer.')
    expect(told).toEqual(['meeting-scheduled c'])
    failing.clear()
    await round()

    expect(told).toEqual(['meeting-scheduled c', 'meeting-scheduled a', 'meeting-scheduled b'])
  })

  test('keeps no place before what it saw was stored', async () => {
    const { round, cursors } = scene({ kept: seenNothing, tell: () => Promise.reject(new Error('the database is away')) })
    await expect(round()).rejects.toThrow('the database is away')

    expect(Object.fromEntries(cursors)).toEqual(seenNothing)
  })

  test('begins at now where what was kept can not be read, and says so', async () => {
    const { round, told, lost } = scene({ kept: { ...seenNothing, 'meetings:main:1': '{"not":"meetings"}' } })
    await round()

    expect([told, lost]).toEqual([['meeting-scheduled c'], ['1']])
  })
})
