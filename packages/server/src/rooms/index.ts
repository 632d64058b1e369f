export { type AttachedRooms, type AttachRoomsOptions, attachRooms } from './attach-rooms.ts'
