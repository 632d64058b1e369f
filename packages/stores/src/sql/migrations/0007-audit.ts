import type { Migration } from './migration.ts'

/** Chains of what was done, one for each guild ('' for what is no guild's business); what can be forgotten of them stands beside. */
export const audit: Migration = {
  number: 7,
  name: 'audit',
  statements: [
    `create table audit_entry (
      guild_id text not null, seq bigint not null, at_ms bigint not null, action text not null, outcome text not null,
      event_id text not null unique, body_hash text not null, prev_hash text not null, hash text not null, primary key (guild_id, seq))`,
    `create table audit_body (
      guild_id text not null, seq bigint not null, at_ms bigint not null, salt text not null, actor_kind text not null, actor_id text not null,
      subject_id text not null, details text not null, primary key (guild_id, seq))`,
    'create index audit_body_actor on audit_body (actor_id)',
    'create index audit_body_subject on audit_body (subject_id)',
  ],
}
