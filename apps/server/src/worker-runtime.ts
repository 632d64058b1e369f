import type { D1Client } from '@kaltura-discord/stores/d1'
import type { ObjectState, WorkerSocket } from '@kaltura-discord/sync/durable-object'

/** The part of Cloudflare's runtime that the Worker uses. */
export interface WorkerEnvironment {
  DB: D1Client
  ROOMS: { idFromName(name: string): ObjectId; get(id: ObjectId): { fetch(request: Request): Promise<Response> } }
  /** The built Activity. */
  ASSETS: { fetch(request: Request): Promise<Response> }
}

export interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void
}

export interface ObjectId {
  equals(other: ObjectId): boolean
}

export interface RoomState extends ObjectState {
  readonly id: ObjectId
}

declare global {
  var WebSocketPair: new () => { 0: WebSocket; 1: WorkerSocket }
  interface ResponseInit {
    webSocket?: WebSocket
  }
}
