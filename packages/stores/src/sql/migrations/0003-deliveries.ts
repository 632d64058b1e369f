import type { Migration } from './migration.ts'

/** Notifications are planned into deliveries: a queue for each channel, with its head, its tail and the lease of whoever serves it; and the cards that they left. */
export const deliveries: Migration = {
  number: 3,
  name: 'deliveries',
  statements: [
    'alter table notification add column subject text',
    "alter table notification add column lease text not null default ''",
    'alter table notification add column reason text',
    `create table delivery (
      guild_id text not null, id text not null, channel_id text not null, position bigint not null, subject text not null, event text not null,
      content text not null, state text not null, attempts bigint not null, reason text, message_id text, ended_at_ms bigint not null,
      primary key (guild_id, id))`,
    'create index delivery_order on delivery (guild_id, channel_id, position)',
    'create index delivery_age on delivery (ended_at_ms)',
    `create table delivery_channel (
      guild_id text not null, channel_id text not null, head bigint not null, tail bigint not null, hidden_until_ms bigint not null,
      lease text not null, primary key (guild_id, channel_id))`,
    'create index delivery_channel_due on delivery_channel (hidden_until_ms) where head <= tail',
    'create index delivery_channel_lease on delivery_channel (lease)',
    `create table delivery_card (
      guild_id text not null, channel_id text not null, subject text not null, id text not null, message_id text not null, content text not null,
      updated_at_ms bigint not null, primary key (guild_id, channel_id, subject, id))`,
    'create index delivery_card_age on delivery_card (updated_at_ms)',
    'create table delivery_pause (guild_id text primary key, at_ms bigint not null)',
  ],
}
