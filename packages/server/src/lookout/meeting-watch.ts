import { dateAt, type Meeting, type MeetingSubject } from '@kaltura-discord/core'
import { z } from 'zod'

const phases = ['scheduled', 'started', 'ended'] as const
type Phase = (typeof phases)[number]

/** How far the meetings of a guild had come when they were last looked at, for the next look. */
export const watchedMeetings = z.array(
  z.object({ meetingId: z.string(), phase: z.enum(phases), startsAtMs: z.number(), endsAtMs: z.number() }),
)
export type WatchedMeetings = z.output<typeof watchedMeetings>
type Watched = WatchedMeetings[number]

export interface MeetingChange {
  subject: MeetingSubject
  /** By meeting, fact and time: the same from every server and at every look. */
  dedupeKeys: readonly string[]
}

/** One that isn't listed is remembered for so long after its end, for lists leave out what they shouldn't. */
const rememberedMs = 24 * 60 * 60_000

/**
 * What there is to tell after a look at the meetings of a guild. Of each date of a meeting only what comes later than what was told; of one that was put off,
 * its new date. The first look (`before` is undefined) tells nothing, for what was there before is no news, and so is one that is over when it is first seen.
 *
 * Of a series each date begins and ends; that the next one is planned is no news.
 *
 * Kaltura says when a meeting is planned, not who is in it: it begins and ends by the calendar, and ends as soon as it is called off. Meetings without times have nothing to tell.
 */
export function lookAtMeetings(
  before: WatchedMeetings | undefined,
  listed: readonly Meeting[],
  nowMs: number,
): { watched: WatchedMeetings; changes: readonly MeetingChange[] } {
  const known = new Map((before ?? []).map((each) => [each.meetingId, each]))
  const next = new Map([...known].filter(([, { endsAtMs }]) => nowMs < endsAtMs + rememberedMs))
  const changes: MeetingChange[] = []
  for (const meeting of listed) {
    const earlier = known.get(meeting.id)
    const seen = seenAs(meeting, earlier, nowMs)
    if (!seen) continue
    next.set(meeting.id, isStale(earlier, seen) ? earlier : seen)
    if (!before) continue
    const hasPassed = meeting.dates !== undefined && earlier !== undefined && !isSameDate(earlier, seen) && earlier.endsAtMs <= nowMs
    if (hasPassed && earlier.phase !== 'ended') changes.push(changeOf(meeting.guildId, { ...earlier, phase: 'ended' }, nowMs))
    if (isNews(earlier, seen) && !(hasPassed && seen.phase === 'scheduled')) changes.push(changeOf(meeting.guildId, seen, nowMs))
  }
  return { watched: [...next.values()], changes }
}

function seenAs(meeting: Meeting, earlier: Watched | undefined, nowMs: number): Watched | undefined {
  const { id, status, dates } = meeting
  // The dates of a series that was called off are gone: the one that it was at ends.
  if (status === 'over' && dates && earlier) return { ...earlier, phase: 'ended' }
  const date = dateAt(meeting, nowMs)
  if (!date) return undefined
  const { startsAtMs, endsAtMs } = date
  const phase = status === 'over' || nowMs >= endsAtMs ? 'ended' : nowMs >= startsAtMs ? 'started' : 'scheduled'
  return { meetingId: id, phase, startsAtMs, endsAtMs }
}

/** An answer from before what is known. One that ends later than it did is none: it goes on, and will end again. */
function isStale(earlier: Watched | undefined, seen: Watched): earlier is Watched {
  return earlier !== undefined && isSameDate(earlier, seen) && rank(seen.phase) < rank(earlier.phase) && seen.endsAtMs <= earlier.endsAtMs
}

function isNews(earlier: Watched | undefined, seen: Watched): boolean {
  if (!earlier) return seen.phase !== 'ended'
  if (isSameDate(earlier, seen)) return rank(seen.phase) > rank(earlier.phase)
  return seen.phase !== 'ended' || earlier.phase !== 'ended'
}

function changeOf(guildId: string, { meetingId, phase, startsAtMs, endsAtMs }: Watched, nowMs: number): MeetingChange {
  const date = { guildId, meetingId, startsAtMs }
  const subject: MeetingSubject =
    phase === 'ended' ? { kind: 'meeting-ended', ...date, endedAtMs: Math.min(nowMs, endsAtMs) } : { kind: `meeting-${phase}`, ...date }
  const times = phase === 'ended' ? [startsAtMs, endsAtMs] : [startsAtMs]
  return { subject, dedupeKeys: [[subject.kind, guildId, meetingId, ...times].join(':')] }
}

function isSameDate(one: Watched, other: Watched): boolean {
  return one.startsAtMs === other.startsAtMs
}

function rank(phase: Phase): number {
  return phases.indexOf(phase)
}
