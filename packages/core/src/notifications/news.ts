import type { BoundGuild } from '../access/guild-binding.ts'
import type { Entry } from '../media/entry.ts'
import type { Notice } from './notice.ts'
import type { NotificationEvent } from './notification-event.ts'
import type { NotificationRoute } from './route.ts'

/** What a notification comes to, once what it is about was looked up again. */
export interface News {
  event: NotificationEvent
  /** What routes choose by. */
  about: Pick<Entry, 'tags' | 'categories' | 'ownerId'>
  /** What has one card in a channel: the subject of its deliveries. */
  card: string
  /** Those that may know. */
  guildIds: readonly string[]
  noticeFor(route: NotificationRoute): Notice
}

/** Looks it up, for guilds that are bound to its connection; `undefined` when there is nothing to say, or not any more. */
export type LookUp = (place: { connection: string; bound: readonly BoundGuild[] }) => Promise<News | undefined>
