import {
  describeCursorStore,
  describeDeliveryOutbox,
  describeGrantStore,
  describeIdentityLinks,
  describeInvalidations,
  describeInvitationStore,
  describeLinkCodes,
  describeNotificationInbox,
  describePersonalData,
  describeProgrammeStore,
} from '@kaltura-discord/core/testing'
import { createMemoryInvalidations, createMemoryStores } from './index.ts'

describeCursorStore('memory', async () => createMemoryStores().cursors)
describeGrantStore('memory', async () => createMemoryStores().grants)
describeInvalidations('memory', async () => {
  const process = createMemoryInvalidations()
  return { here: process, there: process, settled: async () => undefined }
})
describeIdentityLinks('memory', async () => createMemoryStores().links)
describeLinkCodes('memory', async () => createMemoryStores().linkCodes)
describeInvitationStore('memory', async () => createMemoryStores().invitations)
describeProgrammeStore('memory', async () => createMemoryStores().programmes)
describeNotificationInbox('memory', async () => createMemoryStores())
describeDeliveryOutbox('memory', async () => createMemoryStores())
describePersonalData('memory', async () => createMemoryStores())
