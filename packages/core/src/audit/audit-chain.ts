import type { AuditBody, AuditEntry, AuditHead, AuditRecord } from './audit-record.ts'

/** A collision-free digest of a text, such as SHA-256 in hex. With a keyed one, who can write to the database but does not know the key can forge nothing. */
export type Digest = (text: string) => Promise<string>

/** Where a chain begins. */
export const chainStart: AuditHead = { seq: 0, hash: '' }

/** The next record of a chain. */
export async function sealRecord(
  draft: Pick<AuditEntry, 'guildId' | 'atMs' | 'action' | 'outcome' | 'eventId'> & { body: AuditBody },
  head: AuditHead,
  digest: Digest,
): Promise<AuditRecord> {
  const { body, ...facts } = draft
  const open = { ...facts, seq: head.seq + 1, prevHash: head.hash, bodyHash: await digest(bodyText(body)) }
  return { entry: { ...open, hash: await digest(entryText(open)) }, body }
}

/** What a chain turned out to be. */
export type AuditVerdict =
  /** Nothing was changed, left out, put in or moved, up to `head`; so many bodies are gone. */
  | { kind: 'intact'; head: AuditHead; forgotten: number }
  /** The first place where it does not fit. */
  | { kind: 'broken'; seq: number; problem: 'missing' | 'altered' | 'body-altered' | 'rewritten' | 'cut-off' }

export interface VerifyAuditOptions {
  guildId: string | undefined
  digest: Digest
  /** The link before the first record. Default: the records begin with the chain. */
  after?: AuditHead
  /** A link that was noted somewhere else, at a time when nobody doubted it: only against such a one do a cut-off end and a chain that was written anew show. */
  known?: AuditHead | undefined
  /** Whether the records go to the end of the chain, so that a `known` link has to be among them. Default true. */
  toTheEnd?: boolean
}

/** Checks records that follow each other. Never throws, whatever they hold. */
export async function verifyAudit(records: readonly AuditRecord[], options: VerifyAuditOptions): Promise<AuditVerdict> {
  const { guildId, digest, after = chainStart, known, toTheEnd = true } = options
  let head = after
  let forgotten = 0
  for (const { entry, body } of records) {
    const broken = (problem: 'missing' | 'altered' | 'body-altered' | 'rewritten') => ({
      kind: 'broken' as const,
      seq: head.seq + 1,
      problem,
    })
    if (entry.seq !== head.seq + 1) return broken('missing')
    if (entry.guildId !== guildId || entry.prevHash !== head.hash) return broken('altered')
    if ((await digest(entryText(entry))) !== entry.hash) return broken('altered')
    if (body && (await digest(bodyText(body))) !== entry.bodyHash) return broken('body-altered')
    if (known?.seq === entry.seq && known.hash !== entry.hash) return broken('rewritten')
    if (!body) forgotten += 1
    head = { seq: entry.seq, hash: entry.hash }
  }
  if (toTheEnd && known && known.seq > head.seq) return { kind: 'broken', seq: head.seq + 1, problem: 'cut-off' }
  return { kind: 'intact', head, forgotten }
}

/** Unambiguous, because JSON of a list of texts and numbers is. */
function entryText({ guildId, seq, atMs, action, outcome, eventId, bodyHash, prevHash }: Omit<AuditEntry, 'hash'>): string {
  return JSON.stringify(['audit-1', guildId ?? '', seq, atMs, action, outcome, eventId, bodyHash, prevHash])
}

function bodyText({ salt, actor, subjectId, details }: AuditBody): string {
  return JSON.stringify(['body-1', salt, actor.kind, actor.id, subjectId ?? '', details])
}
