import type { Migration } from './migration.ts'

/** Rights for a time, and what a sweep looks for in larger tables. */
export const grants: Migration = {
  number: 2,
  name: 'grants',
  statements: [
    `create table access_grant (
      guild_id text not null, user_id text not null, action text not null, until_ms bigint not null, given_by text not null, at_ms bigint not null,
      primary key (guild_id, user_id, action))`,
    'create index programme_age on programme (at_ms)',
    'create index notification_age on notification (received_at_ms)',
    'create index notification_key_age on notification_key (received_at_ms)',
  ],
}
