export { describeMediaCatalog, type MediaCatalogSubject } from './media/media-catalog.contract.ts'
export { createMemoryCatalog, type MemoryMedia } from './media/memory-catalog.ts'
export { describeNotificationInbox } from './notifications/notification-inbox.contract.ts'
export { describeProgrammeStore } from './watch/programme-store.contract.ts'
