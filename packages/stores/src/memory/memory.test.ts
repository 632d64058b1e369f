import {
  describeCursorStore,
  describeInvalidations,
  describeInvitationStore,
  describeNotificationInbox,
  describeProgrammeStore,
} from '@kaltura-discord/core/testing'
import {
  createMemoryCursorStore,
  createMemoryInvalidations,
  createMemoryInvitationStore,
  createMemoryNotificationInbox,
  createMemoryProgrammeStore,
} from './index.ts'

describeCursorStore('memory', async () => createMemoryCursorStore())
describeInvalidations('memory', async () => {
  const process = createMemoryInvalidations()
  return { here: process, there: process, settled: async () => undefined }
})
describeInvitationStore('memory', async () => createMemoryInvitationStore())
describeProgrammeStore('memory', async () => createMemoryProgrammeStore())
describeNotificationInbox('memory', async () => createMemoryNotificationInbox())
