import type { Kept } from '@kaltura-discord/core'
import type { Tables } from '../schema.ts'
import { auditBody, auditEntry } from './audit.ts'
import { guildConfig } from './config.ts'
import { delivery, deliveryCard, deliveryChannel, deliveryPause } from './deliveries.ts'
import { event, eventHead, eventSubscriber, parkedEvent } from './events.ts'
import { identityLink, linkCode } from './identity.ts'
import type { KeptTable } from './kept-table.ts'
import { notification, notificationKey, readingCursor, schemaMigration } from './notifications.ts'
import { accessGrant, invitation, leftOff, programme } from './watch.ts'

/** Every table that there is. A migration that adds one adds it here; docs/data-map.md is written from it. */
export const dataMap: { readonly [Name in keyof Tables]: KeptTable<Name> } = {
  programme,
  left_off: leftOff,
  invitation,
  access_grant: accessGrant,
  identity_link: identityLink,
  link_code: linkCode,
  guild_config: guildConfig,
  notification,
  notification_key: notificationKey,
  delivery,
  delivery_channel: deliveryChannel,
  delivery_card: deliveryCard,
  delivery_pause: deliveryPause,
  reading_cursor: readingCursor,
  audit_entry: auditEntry,
  audit_body: auditBody,
  event,
  event_head: eventHead,
  event_subscriber: eventSubscriber,
  parked_event: parkedEvent,
  schema_migration: schemaMigration,
}

/** The same for whoever goes through all of them. */
export interface MappedTable {
  name: string
  row: string
  columns: readonly { name: string; why: string }[]
  people: readonly { column: string; onForget: 'remove' | 'empty' }[]
  keep: { since: string; as: Kept; once?: { column: string; isOneOf: readonly string[] } } | { forEver: string }
}

export const mappedTables: readonly MappedTable[] = Object.entries(dataMap).map(([name, { row, columns, people, keep }]) => ({
  name,
  row,
  columns: Object.entries(columns).map(([column, why]) => ({ name: column, why })),
  people: Object.entries(people).map(([column, onForget]) => ({ column, onForget })),
  keep,
}))
