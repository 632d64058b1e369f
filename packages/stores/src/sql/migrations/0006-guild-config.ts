import type { Migration } from './migration.ts'

export const guildConfigTable: Migration = {
  number: 6,
  name: 'guild-config',
  statements: [
    `create table guild_config (
      guild_id text not null, version bigint not null, document text not null, changed_by text not null, at_ms bigint not null,
      primary key (guild_id, version))`,
  ],
}
