import type { D1Client } from '@kaltura-discord/stores/d1'
import type { ObjectStorage, WorkerSocket } from '@kaltura-discord/sync/durable-object'

/** The part of Cloudflare's runtime that the Worker uses. */
export interface WorkerEnvironment {
  DB: D1Client
  ROOMS: { idFromName(name: string): unknown; get(id: unknown): { fetch(request: Request): Promise<Response> } }
  /** The built Activity. */
  ASSETS: { fetch(request: Request): Promise<Response> }
}

export interface WorkerContext {
  waitUntil(promise: Promise<unknown>): void
}

export interface ObjectState {
  storage: ObjectStorage
}

declare global {
  var WebSocketPair: new () => { 0: WebSocket; 1: WorkerSocket }
  interface ResponseInit {
    webSocket?: WebSocket
  }
}
