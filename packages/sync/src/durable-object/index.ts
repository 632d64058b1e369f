export { createRoomObject, type RoomObject, type RoomObjectOptions, type WorkerSocket } from './room-object.ts'
export { createStorageRoomStore, type ObjectStorage } from './storage-room-store.ts'
