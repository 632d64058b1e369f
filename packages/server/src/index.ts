export type { KalturaConnection, Lookout, UrlMapping } from './connection.ts'
export { createServer, type Server, type ServerOptions } from './create-server.ts'
export { createRoomTicketVerifier } from './rooms/room-ticket-verifier.ts'
export { type ServerLog, silentLog } from './server-log.ts'
