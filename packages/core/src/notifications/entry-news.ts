import { canSee } from '../access/can-watch.ts'
import { UnavailableError } from '../errors/coded-error.ts'
import type { LookUp } from './news.ts'
import { eventOf, noticeOf } from './notice.ts'
import type { EntrySubject } from './notification-subject.ts'
import type { PlanDependencies } from './plan-due.ts'

/** What is told of an entry, to the guilds that may see it. */
export function entryNews(subject: EntrySubject, { catalog, now }: Pick<PlanDependencies, 'catalog' | 'now'>): LookUp {
  return async ({ connection, bound }) => {
    const playlists = [...new Set(bound.flatMap(({ scope }) => scope.playlists ?? []))]
    const entry = await catalog(connection)?.get(subject.entryId, { playlists })
    if (!entry) return undefined
    if (subject.kind === 'entry-ready' && entry.status === 'processing')
      throw new UnavailableError('Kaltura said that an entry is ready, and does not show it as ready yet.')
    return {
      event: eventOf(subject, entry),
      about: entry,
      // A stream, or a room, and all its recordings are one subject.
      card: entry.recordedFrom ?? entry.id,
      guildIds: bound.filter((binding) => canSee(binding, entry, now()).kind === 'allowed').map(({ guildId }) => guildId),
      noticeFor: (route) => noticeOf(subject, entry, route),
    }
  }
}
