import type { InboundNotification, NotificationInbox } from '@kaltura-discord/core'
import { CompiledQuery } from 'kysely'
import type { SqlEngine } from './engine.ts'

type Accepted = Awaited<ReturnType<NotificationInbox['accept']>>

/** One that waits for its answer. */
interface Arrival {
  id: string
  notification: InboundNotification
  done(outcome: Accepted): void
  fail(error: unknown): void
}

const groupLimit = 50

/**
 * `NotificationInbox.accept` for Postgres: those that arrive while one statement is on its way share the next, for it is the way there and back that costs.
 * If that fails, for whatever reason, each has a statement of its own, so that none suffers for another.
 */
export function createSharedIntake(engine: SqlEngine, newId: () => string): NotificationInbox['accept'] {
  let waiting: Arrival[] = []
  let serving = false

  async function serve(): Promise<void> {
    serving = true
    while (waiting.length > 0) {
      const { group, rest } = nextGroup(waiting)
      waiting = rest
      await settle(group)
    }
    serving = false
  }

  async function settle(group: readonly Arrival[]): Promise<void> {
    const isAlone = group.length === 1
    try {
      const stored = await store(engine, group)
      if (stored || isAlone) return answer(group, stored ?? new Set())
    } catch (error) {
      if (isAlone) return group[0]?.fail(error)
    }
    await Promise.all(group.map((one) => settle([one])))
  }

  return (notification) =>
    new Promise((done, fail) => {
      waiting.push({ id: newId(), notification, done, fail })
      if (!serving) void serve()
    })
}

/** The first of those that wait, but no two that may be the same event: the second of them is judged when the first is stored. */
function nextGroup(waiting: readonly Arrival[]): { group: Arrival[]; rest: Arrival[] } {
  const keys = new Set<string>()
  const group: Arrival[] = []
  const rest: Arrival[] = []
  for (const arrival of waiting) {
    const { connection, dedupeKeys } = arrival.notification
    const own = dedupeKeys.map((key) => `${connection} ${key}`)
    if (group.length === groupLimit || own.some((key) => keys.has(key))) {
      rest.push(arrival)
      continue
    }
    group.push(arrival)
    for (const key of own) keys.add(key)
  }
  return { group, rest }
}

function answer(group: readonly Arrival[], stored: ReadonlySet<string>): void {
  for (const { id, done } of group) done(stored.has(id) ? { kind: 'accepted', id } : { kind: 'duplicate' })
}

/** @returns the ids of those that are new; `undefined` when another server took a key meanwhile, and then nothing was stored */
async function store(engine: SqlEngine, group: readonly Arrival[]): Promise<ReadonlySet<string> | undefined> {
  const rows = group.map(({ id, notification: { connection, dedupeKeys, subject, receivedAtMs } }) => ({
    id,
    connection,
    entry_id: 'entryId' in subject ? subject.entryId : subject.meetingId,
    subject: JSON.stringify(subject),
    keys: [...new Set(dedupeKeys)],
    received_at_ms: receivedAtMs,
  }))
  const outcome = await engine.batch([CompiledQuery.raw(insertNew, [JSON.stringify(rows)])])
  return outcome.kind === 'done' ? new Set((outcome.rows[0] ?? []).map(({ id }) => String(id))) : undefined
}

/** Keys are counted one notification at a time, by the index, however the planner takes them; and inserted in order, so that no two servers wait for each other in a circle. */
const insertNew = `
  with arrived as materialized (
    select * from json_to_recordset($1::json)
      as arrived (id text, connection text, entry_id text, subject text, keys text[], received_at_ms bigint)
  ), fresh as materialized (
    select * from arrived a where 0 = (
      select count(*) from notification_key k where k.connection = a.connection and k.dedupe_key = any (a.keys))
  ), taken as (
    insert into notification_key (connection, dedupe_key, notification_id, received_at_ms)
    select connection, key, id, received_at_ms from fresh, unnest(keys) as key order by connection, key
  )
  insert into notification (id, connection, entry_id, subject, dedupe_keys, received_at_ms, state, attempts, hidden_until_ms, lease)
  select id, connection, entry_id, subject, to_json(keys)::text, received_at_ms, 'waiting', 0, 0, '' from fresh
  returning id`
