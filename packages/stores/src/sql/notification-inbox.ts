import type { NotificationInbox, PendingNotification } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { Row, SqlEngine } from './engine.ts'
import type { Tables } from './schema.ts'

/** A `NotificationInbox` on any {@link SqlEngine}. `newId` must never repeat; at most 21 characters. */
export function createSqlNotificationInbox(engine: SqlEngine, newId: () => string): NotificationInbox {
  const build = statementBuilder(engine.dialect)

  const change = async (id: string, values: Partial<Tables['notification']>) => {
    await engine.batch([build.updateTable('notification').set(values).where('id', '=', id).compile()])
  }

  return {
    async accept(notification) {
      const id = newId()
      const keys = [...new Set(notification.dedupeKeys)]
      const row = {
        id,
        connection: notification.connection,
        entry_id: notification.subject.entryId,
        dedupe_keys: JSON.stringify(keys),
        received_at_ms: notification.receivedAtMs,
        state: 'waiting' as const,
        attempts: 0,
        hidden_until_ms: 0,
      }
      const taken = keys.map((key) => ({
        connection: notification.connection,
        dedupe_key: key,
        notification_id: id,
        received_at_ms: notification.receivedAtMs,
      }))
      // The keys go first: a taken one is a conflict, and then the whole batch never happened.
      const outcome = await engine.batch([
        build.insertInto('notification_key').values(taken).compile(),
        build.insertInto('notification').values(row).compile(),
      ])
      return outcome.kind === 'done' ? { kind: 'accepted', id } : { kind: 'duplicate' }
    },

    async claim({ atMs, leaseMs, limit }) {
      const waiting = build
        .selectFrom('notification')
        .select('id')
        .where('state', '=', 'waiting')
        .where('hidden_until_ms', '<=', atMs)
        .orderBy('received_at_ms')
        .limit(limit)
      const claim = build
        .updateTable('notification')
        .set({ hidden_until_ms: atMs + leaseMs })
        .where('id', 'in', engine.dialect === 'postgres' ? waiting.forUpdate().skipLocked() : waiting)
        .returningAll()
        .compile()
      const outcome = await engine.batch([claim])
      const rows = outcome.kind === 'done' ? (outcome.rows[0] ?? []) : []
      return rows.map(toPending).sort((a, b) => a.notification.receivedAtMs - b.notification.receivedAtMs)
    },

    settle: (id, outcome) => change(id, { state: outcome }),

    async postpone(id, retryAtMs) {
      const statement = build
        .updateTable('notification')
        .set((expression) => ({ hidden_until_ms: retryAtMs, attempts: expression('attempts', '+', 1) }))
        .where('id', '=', id)
        .compile()
      await engine.batch([statement])
    },
  }
}

function toPending(row: Row): PendingNotification {
  return {
    id: String(row.id),
    attempts: Number(row.attempts),
    notification: {
      connection: String(row.connection),
      dedupeKeys: JSON.parse(String(row.dedupe_keys)) as string[],
      subject: { kind: 'entry-ready', entryId: String(row.entry_id) },
      receivedAtMs: Number(row.received_at_ms),
    },
  }
}
