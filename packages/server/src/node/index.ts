export { attachRooms } from './attach-rooms.ts'
export { type ListenOptions, listen } from './listen.ts'
export { createPinoLog } from './pino-log.ts'
