import type { DomainStores, GuildBindings, KeptForMs, MessageSink, RoutesOf } from '@kaltura-discord/core'
import { Hono } from 'hono'
import { createAuditTrail } from '../audit/audit-trail.ts'
import type { KalturaConnection } from '../connection.ts'
import { answerProblem } from '../http/problem-answer.ts'
import { type LookoutTimers, startLookout } from '../lookout/lookout.ts'
import { repeat } from '../lookout/repeat.ts'
import { type ServerLog, silentLog } from '../server-log.ts'
import { startTimer } from '../start-timer.ts'
import { mountNotifications } from './mount-notifications.ts'
import { createPipeline } from './pipeline.ts'

export interface NotificationHandlerOptions {
  /** The Kaltura accounts that notifications come from. */
  connections: readonly (Pick<KalturaConnection, 'name' | 'partnerId' | 'catalog' | 'notifications' | 'lookout'> &
    Partial<Pick<KalturaConnection, 'meetings'>>)[]
  /** Your database, as `@kaltura-discord/stores` opens it. */
  stores: Pick<DomainStores, 'inbox' | 'outbox' | 'cursors' | 'personalData' | 'events' | 'subscribers' | 'audit'>
  /** What each guild may see of which account. */
  bindings: GuildBindings
  /** Which channel hears of what. Default: each guild's announce channel of everything. */
  routesOf?: RoutesOf
  /** Where notifications are told; `createDiscordSink` of `@kaltura-discord/discord`. */
  sink: MessageSink
  /** The custom id of a button below what can be watched, for a bot that answers it. Default: no button. */
  watchButtonId?: (entryId: string) => string
  /** How long what the database keeps stays, in ms. Default: `keptForMs` of core. */
  keptForMs?: KeptForMs | undefined
  /** Milliseconds since 1970. */
  now?: () => number
  log?: ServerLog
}

export interface NotificationHandler {
  /** Answers `POST /api/v1/kaltura/{connection}/notifications`, with the body as it came in; anything else is 404. */
  fetch(request: Request): Promise<Response>
  /** Delivers what is due, records it in the audit, asks Kaltura for what no notification told, and sweeps what is too old, until {@link close}. */
  start(timers?: LookoutTimers): void
  /** Delivers and records what is due now; for a process that does not run between requests, by a cron. */
  deliver(): void
  /** When what is under way is done. */
  idle(): Promise<void>
  /** Nothing more; waits for what is under way. The database stays open. */
  close(): Promise<void>
}

const deliverEveryMs = 5_000
const sweepEveryMs = 3_600_000

/** All of the notifications inside an application of your own: the receiver for Kaltura, the way from the inbox in your database to Discord, and the audit of it. Listens nowhere by itself. */
export function createNotificationHandler(options: NotificationHandlerOptions): NotificationHandler {
  const { connections, stores, bindings, routesOf, sink, watchButtonId, keptForMs, now = Date.now, log = silentLog } = options
  const { inbox, outbox, cursors, personalData, events, subscribers, audit } = stores
  const connection = (name: string) => connections.find((candidate) => candidate.name === name)
  const catalog = (name: string) => connection(name)?.catalog
  const meetings = (name: string) => connection(name)?.meetings
  const trail = createAuditTrail({ events, subscribers, audit, now, log })
  const pipeline = createPipeline({
    ...{ inbox, outbox, sink, bindings, routesOf, catalog, meetings, watchButtonId, now, log },
    written: trail.wake,
  })
  /** Delivers and records what is due. */
  const goOn = () => {
    pipeline.wake()
    trail.wake()
  }
  const app = new Hono()
  app.onError((error, context) => answerProblem(context, error, log))
  mountNotifications(app, { connection, inbox, now, wake: pipeline.wake })
  let running: { stop(): Promise<void> }[] = []

  return {
    fetch: async (request) => app.fetch(request),
    start(timers = { after: startTimer, random: Math.random }) {
      if (running.length > 0) return
      const onFailure = (error: unknown) => log.error({ error }, 'what is too old could not be swept')
      running = [
        startLookout({ connections, bindings, inbox, cursors, now, log, wake: pipeline.wake }, timers),
        repeat(async () => goOn(), { everyMs: deliverEveryMs, after: timers.after, onFailure }),
        repeat(async () => void (await personalData.sweep(now(), keptForMs)), { everyMs: sweepEveryMs, after: timers.after, onFailure }),
      ]
    },
    deliver: goOn,
    async idle() {
      await pipeline.idle()
      await trail.idle()
    },
    async close() {
      await Promise.all(running.map((each) => each.stop()))
      await pipeline.close()
      await trail.close()
    },
  }
}
