export { createRoomObject, type ObjectState, type RoomObject, type RoomObjectOptions } from './room-object.ts'
export { createStorageRoomStore, type ObjectStorage, type StorageRoomStore, type StorageRoomStoreOptions } from './storage-room-store.ts'
export type { WorkerSocket } from './worker-socket.ts'
