import { UnavailableError } from '../errors/coded-error.ts'
import type { LoggedEvent } from '../events/domain-event.ts'
import { chainStart, type Digest, sealRecord } from './audit-chain.ts'
import { auditDetails } from './audit-details.ts'
import type { AuditLog } from './audit-log.ts'
import type { AuditEntry } from './audit-record.ts'

export interface AuditingOptions {
  audit: AuditLog
  digest: Digest
  /** At least 128 bits of chance, as text. */
  newSalt(): string
  /** Told of each new link. To write it down somewhere else is what makes a cut-off end show. */
  onRecorded?(entry: AuditEntry): void
}

const tries = 5

/**
 * Leaves exactly one record of each event, for `createSubscription`: however often it is handed the same one, by however many processes, and whenever one of
 * them is killed.
 */
export function createAuditing({ audit, digest, newSalt, onRecorded }: AuditingOptions): (event: LoggedEvent) => Promise<void> {
  return async ({ id, type, guildId, atMs, actor, subjectId, data }) => {
    const facts = { guildId, atMs, action: type, outcome: outcomeOf(data), eventId: id }
    const body = { salt: newSalt(), actor, ...(subjectId ? { subjectId } : {}), details: auditDetails(data) }
    for (let attempt = 0; attempt < tries; attempt += 1) {
      const { head = chainStart, recorded } = await audit.head(guildId, id)
      if (recorded) return
      const { entry } = await sealRecord({ ...facts, body }, head, digest)
      if ((await audit.append({ entry, body })) === 'appended') return onRecorded?.(entry)
    }
    throw new UnavailableError('The audit of a guild was written by others at each attempt')
  }
}

function outcomeOf({ outcome }: LoggedEvent['data']): string {
  return typeof outcome === 'string' && /^[\w.-]{1,64}$/.test(outcome) ? outcome : 'done'
}
