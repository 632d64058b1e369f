import {
  announceRoutes,
  type DeliveryOutbox,
  deliverDue,
  type GuildBindings,
  type MediaCatalog,
  type MeetingProvider,
  type MessageSink,
  type NotificationInbox,
  noticeMessage,
  planDue,
  type RoutesOf,
} from '@kaltura-discord/core'
import type { ServerLog } from '../server-log.ts'
import { createRounds } from './rounds.ts'

export interface PipelineOptions {
  inbox: NotificationInbox
  outbox: DeliveryOutbox
  sink: MessageSink
  bindings: GuildBindings
  /** Which channel hears of what. Default: each guild's announce channel of everything. */
  routesOf?: RoutesOf | undefined
  catalog(connection: string): Pick<MediaCatalog, 'get'> | undefined
  meetings(connection: string): Pick<MeetingProvider, 'find'> | undefined
  /** The custom id of a *Watch Together* button; without it messages have none. */
  watchButtonId?: ((entryId: string) => string) | undefined
  now(): number
  /** Called when deliveries have ended, each of which is an event. */
  written(): void
  log: ServerLog
}

/** The way of notifications from the inbox to Discord. Planning and delivering go on by themselves: a Kaltura that is slow keeps no message back that is planned already. */
export function createPipeline({
  inbox,
  outbox,
  sink,
  bindings,
  catalog,
  meetings,
  watchButtonId,
  now,
  written,
  log,
  ...rest
}: PipelineOptions) {
  const { routesOf = announceRoutes(bindings) } = rest
  const random = Math.random

  const delivering = createRounds({
    async round() {
      const ended = await deliverDue({
        outbox,
        sink,
        render: (notice) => noticeMessage(notice, watchButtonId?.(notice.entry.id)),
        now,
        random,
        onRefused: ({ guildId, id, channelId }, reason) =>
          log.warn({ guildId, id, channelId, reason }, 'Discord does not take a message for this channel'),
        onFailure: ({ delivery: { guildId, id, attempts }, isParked }, error) =>
          log.warn({ guildId, id, attempts, isParked, error }, 'a message could not be delivered yet'),
      })
      if (ended > 0) written()
      return ended
    },
    onError: (error) => log.error({ error }, 'the outbox could not be read'),
  })
  const planning = createRounds({
    async round() {
      const planned = await planDue({
        inbox,
        bindings,
        routesOf,
        catalog,
        meetings,
        now,
        random,
        onFailure: (failure, error) => log.warn({ ...failure, error }, 'a notification could not be planned yet'),
        onUnreadable: (guild, error) =>
          log.error({ ...guild, error }, 'a guild hears nothing of a notification: how it is set up cannot be read'),
      })
      if (planned > 0) delivering.wake()
      return planned
    },
    onError: (error) => log.error({ error }, 'the inbox could not be read'),
  })

  return {
    /** Starts to deal with what is due. Never throws, never waits. */
    wake(): void {
      planning.wake()
      delivering.wake()
    },
    /** When what is under way is done. */
    async idle(): Promise<void> {
      await planning.idle()
      await delivering.idle()
    },
    /** No more of it; waits for what is under way. */
    async close(): Promise<void> {
      await planning.close()
      await delivering.close()
    },
  }
}
