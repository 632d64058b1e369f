import { auditRoutes } from '@kaltura-discord/api'
import { type AuditLog, type AuditPage, type AuditRecord, type EventLog, verifyAudit } from '@kaltura-discord/core'
import type { Hono } from 'hono'
import type { z } from 'zod'
import { serviceGuard } from '../http/guards.ts'
import { mount } from '../http/mount.ts'
import { sha256 } from './sha256.ts'

export interface AuditDependencies {
  events: EventLog
  audit: AuditLog
  serviceToken: string
}

const verifiedAtOnce = 1_000

type VerdictQuery = z.output<typeof auditRoutes.verifyAuditOfNone.query>

/** Calls of programs that want to know what happened. */
export function mountAudit(app: Hono, { events, audit, serviceToken }: AuditDependencies): void {
  const guard = serviceGuard(serviceToken)

  mount(app, auditRoutes.readEvents, guard, async ({ query }) => {
    const found = await events.read(query)
    return { events: found.map(({ data, ...event }) => ({ ...event, data: { ...data } })), next: found.at(-1)?.position ?? query.after }
  })

  async function readRecords(guildId: string | undefined, query: AuditPage) {
    const found = await audit.read(guildId, query)
    return { records: found.map(shown), next: found.at(-1)?.entry.seq ?? query.after }
  }
  mount(app, auditRoutes.readAudit, guard, ({ params, query }) => readRecords(params.guildId, query))
  mount(app, auditRoutes.readAuditOfNone, guard, ({ query }) => readRecords(undefined, query))

  async function judge(guildId: string | undefined, { afterSeq, afterHash = '', knownSeq, knownHash }: VerdictQuery) {
    const records = await audit.read(guildId, { after: afterSeq, limit: verifiedAtOnce })
    const more = records.length === verifiedAtOnce
    const known = knownSeq !== undefined && knownHash !== undefined ? { seq: knownSeq, hash: knownHash } : undefined
    const verdict = await verifyAudit(records, {
      guildId,
      digest: sha256,
      after: { seq: afterSeq, hash: afterHash },
      known,
      toTheEnd: !more,
    })
    return verdict.kind === 'intact' ? { ...verdict, more } : verdict
  }
  mount(app, auditRoutes.verifyAudit, guard, ({ params, query }) => judge(params.guildId, query))
  mount(app, auditRoutes.verifyAuditOfNone, guard, ({ query }) => judge(undefined, query))
}

function shown({ entry: { seq, atMs, action, outcome, eventId, hash }, body }: AuditRecord) {
  const { actor, subjectId, details } = body ?? {}
  return { seq, atMs, action, outcome, eventId, hash, ...(actor && details !== undefined ? { body: { actor, subjectId, details } } : {}) }
}
