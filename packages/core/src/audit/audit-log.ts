import type { AuditBody, AuditHead, AuditRecord } from './audit-record.ts'

/** Keeps the chains. There is no way to change or remove a record; bodies go as the other data about people do (`PersonalData`). */
export interface AuditLog {
  /** The last link of a guild's chain (`undefined` while it has none), and whether an event stands in it already. */
  head(guildId: string | undefined, eventId: string): Promise<{ head: AuditHead | undefined; recorded: boolean }>

  /**
   * Appends to a chain, in one step.
   * @returns `taken` when somebody else was quicker with this `seq`, or this event: then nothing was written
   */
  append(record: AuditRecord & { body: AuditBody }): Promise<'appended' | 'taken'>

  /** Up to `limit` records behind a `seq` (0 is before the first), in order; those alone that fit. Another guild's are not found. */
  read(guildId: string | undefined, options: AuditPage): Promise<readonly AuditRecord[]>
}

export interface AuditPage {
  after: number
  limit: number
  action?: string | undefined
  /** From this instant on. */
  fromMs?: number | undefined
  /** Before this instant. */
  untilMs?: number | undefined
}
