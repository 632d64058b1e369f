import { describeCursorStore, describeNotificationInbox, describeProgrammeStore } from '@kaltura-discord/core/testing'
import { createMemoryCursorStore, createMemoryNotificationInbox, createMemoryProgrammeStore } from './index.ts'

describeCursorStore('memory', async () => createMemoryCursorStore())
describeProgrammeStore('memory', async () => createMemoryProgrammeStore())
describeNotificationInbox('memory', async () => createMemoryNotificationInbox())
