export { type AttachedRooms, type AttachRoomsOptions, attachRooms } from './attach-rooms.ts'
export { createLogFile } from './log-file.ts'
export { createRoomLogs, type RoomLogsOptions } from './room-logs.ts'
export type { RoomOrigins } from './room-origins.ts'
