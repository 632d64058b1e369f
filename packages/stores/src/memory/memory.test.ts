import {
  describeCursorStore,
  describeInvitationStore,
  describeNotificationInbox,
  describeProgrammeStore,
} from '@kaltura-discord/core/testing'
import { createMemoryCursorStore, createMemoryInvitationStore, createMemoryNotificationInbox, createMemoryProgrammeStore } from './index.ts'

describeCursorStore('memory', async () => createMemoryCursorStore())
describeInvitationStore('memory', async () => createMemoryInvitationStore())
describeProgrammeStore('memory', async () => createMemoryProgrammeStore())
describeNotificationInbox('memory', async () => createMemoryNotificationInbox())
