import { type KeptForMs, keptForMs } from '../privacy/kept-for.ts'
import type { AuditLog } from './audit-log.ts'
import type { AuditBody, AuditRecord } from './audit-record.ts'

/** An audit in memory, and what it can do about the people in it. */
export interface MemoryAuditLog extends AuditLog {
  /** @returns how many bodies were removed */
  forgetUser(userId: string): number
  /** @returns how many bodies were removed */
  sweep(nowMs: number, forMs?: KeptForMs): number
}

/** Keeps chains for the life of the process: for tests, and for trying things out. */
export function createMemoryAuditLog(): MemoryAuditLog {
  let records: readonly AuditRecord[] = []
  const of = (guildId: string | undefined) => records.filter(({ entry }) => entry.guildId === guildId)
  const forget = (fits: (record: AuditRecord & { body: AuditBody }) => boolean) => {
    const gone = new Set(records.filter((record) => hasBody(record) && fits(record)))
    records = records.map((record) => (gone.has(record) ? { entry: record.entry, body: undefined } : record))
    return gone.size
  }
  return {
    async head(guildId, eventId) {
      const recorded = records.some(({ entry }) => entry.eventId === eventId)
      return { head: of(guildId).at(-1)?.entry, recorded }
    },
    async append(record) {
      const { guildId, seq, eventId } = record.entry
      if (records.some(({ entry }) => entry.eventId === eventId || (entry.guildId === guildId && entry.seq === seq))) return 'taken'
      records = [...records, record]
      return 'appended'
    },
    async read(guildId, { after, limit, action, fromMs = 0, untilMs = Number.POSITIVE_INFINITY }) {
      return of(guildId)
        .filter(
          ({ entry }) => entry.seq > after && entry.atMs >= fromMs && entry.atMs < untilMs && (action ?? entry.action) === entry.action,
        )
        .slice(0, limit)
    },
    forgetUser: (userId) => forget(({ body }) => body.actor.id === userId || body.subjectId === userId),
    sweep: (nowMs, forMs = keptForMs) => forget(({ entry }) => entry.atMs <= nowMs - forMs.auditBody),
  }
}

function hasBody(record: AuditRecord): record is AuditRecord & { body: AuditBody } {
  return record.body !== undefined
}
