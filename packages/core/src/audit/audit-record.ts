import type { EventActor } from '../events/domain-event.ts'

/** One link of a chain: stays for ever, and holds nothing about a person. */
export interface AuditEntry {
  /** Each guild has a chain of its own; `undefined` is the chain of what is no guild's business. */
  guildId: string | undefined
  /** 1, 2, 3, … without gaps. */
  seq: number
  atMs: number
  /** The type of the event that it records. */
  action: string
  /** What came of it; `done` where the action says all. */
  outcome: string
  /** By what a repeated event is known again. */
  eventId: string
  /** Digest of the body with its salt: fixes what it said, and tells nothing of it once it is gone. */
  bodyHash: string
  /** `hash` of the entry before; empty for the first. */
  prevHash: string
  /** Digest of all of the above. */
  hash: string
}

/** Who, whom and what: kept beside the entry, and gone when somebody is forgotten or it is old. */
export interface AuditBody {
  /** Random, so that nobody finds a deleted body by trying what it may have said. */
  salt: string
  actor: EventActor
  subjectId?: string | undefined
  /** JSON, redacted, bounded and safe to print. */
  details: string
}

export interface AuditRecord {
  entry: AuditEntry
  /** `undefined` when it was forgotten. */
  body: AuditBody | undefined
}

/** The last link that is known of a chain. */
export type AuditHead = Pick<AuditEntry, 'seq' | 'hash'>
