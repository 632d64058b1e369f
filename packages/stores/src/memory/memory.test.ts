import { describeNotificationInbox, describeProgrammeStore } from '@kaltura-discord/core/testing'
import { createMemoryNotificationInbox, createMemoryProgrammeStore } from './index.ts'

describeProgrammeStore('memory', async () => createMemoryProgrammeStore())
describeNotificationInbox('memory', async () => createMemoryNotificationInbox())
