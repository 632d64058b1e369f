export { type OwnKsOptions, recordOwnKs } from './audit/own-ks.ts'
export type { KalturaConnection, Lookout, UrlMapping } from './connection.ts'
export { type ConsoleLogOptions, createConsoleLog } from './console-log.ts'
export { createServer, type Server, type ServerOptions } from './create-server.ts'
export {
  createNotificationHandler,
  type NotificationHandler,
  type NotificationHandlerOptions,
} from './notifications/notification-handler.ts'
export { type KeepLeftOffOptions, type KeptRooms, keepLeftOff } from './rooms/keep-left-off.ts'
export { placeOfRoom } from './rooms/room-name.ts'
export { type CallingPage, mayOpenRooms, type RoomOrigins } from './rooms/room-origins.ts'
export { createRoomTicketVerifier } from './rooms/room-ticket-verifier.ts'
export { type ServerLog, silentLog } from './server-log.ts'
