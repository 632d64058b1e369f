import type { DomainStores, GuildConfigStore } from '@kaltura-discord/core'
import { createSqlAuditLog } from './audit-log.ts'
import { createSqlCursorStore } from './cursor-store.ts'
import { createSqlDeliveryOutbox } from './delivery-outbox.ts'
import type { SqlEngine } from './engine.ts'
import { createSqlEventLog } from './event-log.ts'
import { createSqlGrantStore } from './grant-store.ts'
import { createSqlGuildConfigStore } from './guild-config-store.ts'
import { createSqlIdentityLinks } from './identity-links.ts'
import { createSqlInvitationStore } from './invitation-store.ts'
import { createSqlLinkCodes } from './link-codes.ts'
import { createSqlNotificationInbox } from './notification-inbox.ts'
import { createSqlPersonalData } from './personal-data.ts'
import { createSqlProgrammeStore } from './programme-store.ts'
import { createSqlSubscriberStore } from './subscriber-store.ts'

/** Every store of the domain, on one engine. */
export interface Stores extends DomainStores {
  guildConfigs: GuildConfigStore
  /** Gives back files and connections. Safe to call twice. */
  close(): Promise<void>
}

/** Sortable enough to read, random enough never to repeat: 8 characters of time, 12 of chance. */
export function newNotificationId(nowMs: number, random: () => string): string {
  return `${Math.floor(nowMs).toString(36).padStart(8, '0').slice(-8)}${random().replaceAll('-', '').slice(0, 12)}`
}

export function createSqlStores(engine: SqlEngine, close: () => Promise<void>): Stores {
  const newId = () => newNotificationId(Date.now(), () => globalThis.crypto.randomUUID())
  return {
    programmes: createSqlProgrammeStore(engine),
    invitations: createSqlInvitationStore(engine),
    grants: createSqlGrantStore(engine),
    links: createSqlIdentityLinks(engine),
    linkCodes: createSqlLinkCodes(engine),
    inbox: createSqlNotificationInbox(engine, newId),
    outbox: createSqlDeliveryOutbox(engine, newId),
    cursors: createSqlCursorStore(engine),
    events: createSqlEventLog(engine),
    subscribers: createSqlSubscriberStore(engine),
    audit: createSqlAuditLog(engine),
    personalData: createSqlPersonalData(engine),
    guildConfigs: createSqlGuildConfigStore(engine),
    close,
  }
}
