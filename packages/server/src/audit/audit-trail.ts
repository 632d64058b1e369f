import { type AuditLog, createAuditing, createSubscription, type EventLog, type SubscriberStore } from '@kaltura-discord/core'
import { createRounds } from '../notifications/rounds.ts'
import type { ServerLog } from '../server-log.ts'
import { sha256 } from './sha256.ts'

export interface AuditTrailOptions {
  events: EventLog
  subscribers: SubscriberStore
  audit: AuditLog
  now(): number
  log: ServerLog
}

/** Records every event in the chain of its guild, and writes each new link to the log: against those a chain can be checked that was cut off or written anew. */
export function createAuditTrail({ events, subscribers, audit, now, log }: AuditTrailOptions) {
  const subscription = createSubscription({
    ...{ log: events, subscribers, name: 'audit', now },
    handle: createAuditing({
      audit,
      digest: sha256,
      newSalt: () => crypto.randomUUID(),
      onRecorded: ({ guildId, seq, action, hash }) => log.info({ guildId, seq, action, hash }, 'a link of the audit'),
    }),
    onPostponed: ({ id, type }, error) => log.warn({ id, type, error }, 'an event could not be recorded yet'),
    onParked: ({ id, type }, error) => log.error({ id, type, error }, 'an event is missing in the audit'),
  })
  return createRounds({
    async round() {
      const outcome = await subscription.round()
      return outcome.kind === 'done' && outcome.more ? 1 : 0
    },
    onError: (error) => log.error({ error }, 'the events could not be read'),
  })
}
