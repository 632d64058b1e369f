import type { Migration } from './migration.ts'

/** What happened, who was told of it up to where, and what nobody could deal with. No guild, and no subject, is ''. */
export const events: Migration = {
  number: 5,
  name: 'events',
  statements: [
    `create table event (
      guild_id text not null, position bigint not null unique, id text not null unique, type text not null, at_ms bigint not null,
      actor_kind text not null, actor_id text not null, subject_id text not null, data text not null, primary key (guild_id, position))`,
    'create table event_head (id bigint primary key, position bigint not null)',
    'insert into event_head values (1, 0)',
    `create table event_subscriber (
      name text primary key, term bigint not null, position bigint not null, attempts bigint not null, hidden_until_ms bigint not null)`,
    `create table parked_event (
      subscriber text not null, position bigint not null, event_id text not null, reason text not null, at_ms bigint not null,
      primary key (subscriber, position))`,
  ],
}
