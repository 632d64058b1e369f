import { UnavailableError } from '../errors/coded-error.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { dateFrom } from '../meetings/meeting-date.ts'
import type { LookUp } from './news.ts'
import { meetingNoticeOf } from './notice.ts'
import type { MeetingSubject } from './notification-subject.ts'
import type { PlanDependencies } from './plan-due.ts'

/** A meeting has nothing of what routes choose videos by, so a route that chooses by it hears of none. */
const about = { tags: [], categories: [] }

/** What is told of a meeting, to its own guild alone; nothing, when it has been put off or called off since, or goes on longer than was thought. */
export function meetingNews(subject: MeetingSubject, { meetings, now }: Pick<PlanDependencies, 'meetings' | 'now'>): LookUp {
  const { guildId, meetingId } = subject
  return async ({ connection, bound }) => {
    if (!bound.some((binding) => binding.guildId === guildId)) return undefined
    const found = await meetings?.(connection)?.find({ guildId, meetingId })
    if (found?.kind === 'forbidden') throw new UnavailableError('The account of this connection may not look up meetings.')
    if (found?.kind !== 'found') return undefined
    const { meeting } = found
    if (!isStillSo(subject, meeting, now())) return undefined
    return {
      event: subject.kind,
      about,
      card: meetingId,
      guildIds: [guildId],
      noticeFor: (route) => meetingNoticeOf(subject, meeting, route),
    }
  }
}

function isStillSo(subject: MeetingSubject, meeting: Meeting, nowMs: number): boolean {
  const date = dateFrom(meeting, subject.startsAtMs)
  // The dates of a series that was called off are gone.
  if (!date) return meeting.status === 'over' && meeting.dates !== undefined && subject.kind === 'meeting-ended'
  const isOver = meeting.status === 'over' || nowMs >= date.endsAtMs
  return subject.kind === 'meeting-ended' ? isOver : !isOver
}
