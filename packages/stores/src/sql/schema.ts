/** Tables of every SQL engine: text ids, integer milliseconds (with fractions where a room says them), JSON as text. */
export interface Tables {
  programme: {
    guild_id: string
    instance_id: string
    channel_id: string
    entry_id: string
    started_by: string
    at_ms: number
  }
  left_off: {
    guild_id: string
    channel_id: string
    instance_id: string
    entry_id: string
    position_s: number
    queue: string
    at_ms: number
  }
  invitation: {
    guild_id: string
    id: string
    channel_id: string
    instance_id: string
    created_by: string
    expires_at_ms: number
    uses_left: number
  }
  notification: {
    id: string
    connection: string
    entry_id: string
    dedupe_keys: string
    received_at_ms: number
    state: 'waiting' | 'sent' | 'nothing-to-say' | 'given-up'
    attempts: number
    hidden_until_ms: number
  }
  notification_key: {
    connection: string
    dedupe_key: string
    notification_id: string
    received_at_ms: number
  }
  reading_cursor: {
    connection: string
    position: string
  }
}

/** Creates what is missing; safe to run at every start. Understood by SQLite, D1 and Postgres alike. */
export const createTables: readonly string[] = [
  `create table if not exists programme (
    guild_id text not null, instance_id text not null, channel_id text not null, entry_id text not null,
    started_by text not null, at_ms bigint not null, primary key (guild_id, instance_id))`,
  `create table if not exists left_off (
    guild_id text not null, channel_id text not null, instance_id text not null, entry_id text not null,
    position_s double precision not null, queue text not null, at_ms double precision not null, primary key (guild_id, channel_id))`,
  `create table if not exists invitation (
    guild_id text not null, id text not null, channel_id text not null, instance_id text not null, created_by text not null,
    expires_at_ms bigint not null, uses_left bigint not null, primary key (guild_id, id))`,
  'create index if not exists invitation_over on invitation (expires_at_ms)',
  `create table if not exists notification (
    id text primary key, connection text not null, entry_id text not null, dedupe_keys text not null, received_at_ms bigint not null,
    state text not null, attempts bigint not null, hidden_until_ms bigint not null)`,
  'create index if not exists notification_due on notification (state, hidden_until_ms)',
  `create table if not exists notification_key (
    connection text not null, dedupe_key text not null, notification_id text not null, received_at_ms bigint not null,
    primary key (connection, dedupe_key))`,
  'create table if not exists reading_cursor (connection text primary key, position text not null)',
]
