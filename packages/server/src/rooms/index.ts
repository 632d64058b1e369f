export { type AttachedRooms, type AttachRoomsOptions, attachRooms } from './attach-rooms.ts'
export { createLogFile } from './log-file.ts'
