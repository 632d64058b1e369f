import {
  createMemoryAuditLog,
  createMemoryEventLog,
  createMemoryGuildConfigStore,
  createMemorySubscriberStore,
} from '@kaltura-discord/core'
import type { Stores } from '../sql/stores.ts'
import { createMemoryCursorStore } from './cursor-store.ts'
import { createMemoryPersonalData } from './forgetful.ts'
import { createMemoryGrantStore } from './grant-store.ts'
import { createMemoryIdentityLinks, createMemoryLinkCodes } from './identity-links.ts'
import { createMemoryInvitationStore } from './invitation-store.ts'
import { createMemoryNotifications } from './notifications.ts'
import { createMemoryProgrammeStore } from './programme-store.ts'

/** Every store of the domain for the life of the process: for tests, and for trying things out. */
export function createMemoryStores(): Stores {
  const events = createMemoryEventLog()
  const programmes = createMemoryProgrammeStore(events)
  const invitations = createMemoryInvitationStore()
  const grants = createMemoryGrantStore(events)
  const links = createMemoryIdentityLinks()
  const linkCodes = createMemoryLinkCodes()
  const audit = createMemoryAuditLog()
  const { inbox, outbox } = createMemoryNotifications(events)
  const guildConfigs = createMemoryGuildConfigStore(events)
  return {
    ...{ programmes, invitations, grants, links, linkCodes, inbox, outbox, guildConfigs, cursors: createMemoryCursorStore() },
    ...{ events, subscribers: createMemorySubscriberStore(events), audit },
    personalData: createMemoryPersonalData([programmes, invitations, grants, links, linkCodes, inbox, outbox, events, audit, guildConfigs]),
    close: async () => undefined,
  }
}
