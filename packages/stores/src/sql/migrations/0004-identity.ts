import type { Migration } from './migration.ts'

/** Who proved to be whom in Kaltura, and codes on their way. */
export const identity: Migration = {
  number: 4,
  name: 'identity',
  statements: [
    // `sole_key` is the same for two who may not both be one Kaltura user.
    `create table identity_link (
      connection text not null, discord_user_id text not null, kaltura_user_id text not null, kaltura_key text not null, sole_key text not null,
      proof text not null, at_ms bigint not null, primary key (connection, discord_user_id))`,
    'create unique index identity_link_sole on identity_link (connection, sole_key)',
    'create index identity_link_kaltura on identity_link (connection, kaltura_key)',
    `create table link_code (
      connection text not null, selector text not null, digest text not null, asked_in text not null, discord_user_id text not null,
      expires_at_ms bigint not null, attempts_left bigint not null, primary key (connection, selector))`,
    'create unique index link_code_person on link_code (connection, discord_user_id)',
  ],
}
