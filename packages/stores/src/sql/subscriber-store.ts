import type { SubscriberStore } from '@kaltura-discord/core'
import { statementBuilder } from './builder.ts'
import type { SqlEngine } from './engine.ts'

/** A `SubscriberStore` on any {@link SqlEngine}. */
export function createSqlSubscriberStore(engine: SqlEngine): SubscriberStore {
  const build = statementBuilder(engine.dialect)
  /** What the last of some statements answered. */
  const last = async (...statements: Parameters<SqlEngine['batch']>[0]) => {
    const outcome = await engine.batch(statements)
    return outcome.kind === 'done' ? (outcome.rows.at(-1) ?? []) : []
  }
  const held = (name: string, term: number) =>
    build.updateTable('event_subscriber').where('name', '=', name).where('term', '=', term).returning('name')

  return {
    async claim(name, { atMs, leaseMs }) {
      const insert = build
        .insertInto('event_subscriber')
        .values({ name, term: 0, position: 0, attempts: 0, hidden_until_ms: 0 })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .compile()
      const claim = build
        .updateTable('event_subscriber')
        .set((row) => ({ term: row('term', '+', 1), hidden_until_ms: atMs + leaseMs }))
        .where('name', '=', name)
        .where('hidden_until_ms', '<=', atMs)
        .returningAll()
        .compile()
      const [row] = await last(insert, claim)
      return row && { term: Number(row.term), position: Number(row.position), attempts: Number(row.attempts) }
    },

    async keep(name, { term, position, attempts, hiddenUntilMs }) {
      return (await last(held(name, term).set({ position, attempts, hidden_until_ms: hiddenUntilMs }).compile())).length > 0
    },

    async park(name, { term, position, eventId, reason, atMs }) {
      const set = build
        .insertInto('parked_event')
        .columns(['subscriber', 'position', 'event_id', 'reason', 'at_ms'])
        .expression(
          build
            .selectFrom('event_subscriber')
            .select(({ val }) => [
              'name',
              val(position).as('position'),
              val(eventId).as('event_id'),
              val(reason).as('reason'),
              val(atMs).as('at_ms'),
            ])
            .where('name', '=', name)
            .where('term', '=', term),
        )
        .compile()
      return (await last(set, held(name, term).set({ position, attempts: 0 }).compile())).length > 0
    },

    async parked(name, { limit }) {
      const rows = await last(
        build.selectFrom('parked_event').selectAll().where('subscriber', '=', name).orderBy('position').limit(limit).compile(),
      )
      return rows.map((row) => ({
        position: Number(row.position),
        eventId: String(row.event_id),
        reason: String(row.reason),
        atMs: Number(row.at_ms),
      }))
    },
  }
}
