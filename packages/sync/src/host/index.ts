export type { Queueable, QueueVerdict } from './queueable.ts'
export { type AcceptedSocket, createRoomGate, type RoomGate, type RoomGateOptions } from './room-gate.ts'
export type { GateLimits, GateLog, RoomPass, RoomSocket, TicketVerdict } from './room-socket.ts'
export { defaultGateLimits } from './room-socket.ts'
