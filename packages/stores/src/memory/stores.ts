import type { Stores } from '../sql/stores.ts'
import { createMemoryCursorStore } from './cursor-store.ts'
import { createMemoryPersonalData } from './forgetful.ts'
import { createMemoryGrantStore } from './grant-store.ts'
import { createMemoryInvitationStore } from './invitation-store.ts'
import { createMemoryNotificationInbox } from './notification-inbox.ts'
import { createMemoryProgrammeStore } from './programme-store.ts'

/** Every store of the domain for the life of the process: for tests, and for trying things out. */
export function createMemoryStores(): Stores {
  const programmes = createMemoryProgrammeStore()
  const invitations = createMemoryInvitationStore()
  const grants = createMemoryGrantStore()
  const inbox = createMemoryNotificationInbox()
  return {
    ...{ programmes, invitations, grants, inbox, cursors: createMemoryCursorStore() },
    personalData: createMemoryPersonalData([programmes, invitations, grants, inbox]),
    close: async () => undefined,
  }
}
