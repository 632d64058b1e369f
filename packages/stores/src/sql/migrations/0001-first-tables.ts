import type { Migration } from './migration.ts'

/** Databases from before there were numbers have these already: the only step that says "if not exists". */
export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  statements: [
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
  ],
}
