export { type AttachedRooms, type AttachRoomsOptions, attachRooms, type RoomOrigins } from './attach-rooms.ts'
export { createLogFile } from './log-file.ts'
export { createRoomLogs, type RoomLogsOptions } from './room-logs.ts'
