export { describeNotificationInbox } from './notifications/notification-inbox.contract.ts'
export { describeProgrammeStore } from './watch/programme-store.contract.ts'
