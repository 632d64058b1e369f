import { createRoomObject, type ObjectState, type RoomObject, type WorkerSocket } from '@kaltura-discord/sync/durable-object'

declare const WebSocketPair: new () => { 0: unknown; 1: WorkerSocket }

/** A room and nothing else, for workerd: a ticket is a member's id. Whatever is no WebSocket is answered with when this object began to be in memory. */
export class Room {
  readonly #room: RoomObject<Response>
  readonly #life = crypto.randomUUID()

  constructor(state: ObjectState) {
    this.#room = createRoomObject<Response>(state, {
      verify: async (id) => ({
        kind: 'pass',
        pass: {
          room: 'lobby',
          mediaId: 'film',
          durationS: 3600,
          member: { id, name: id, mayControl: true },
          expiresAtMs: Date.now() + 60_000,
        },
      }),
      serves: (room) => room === 'lobby',
      upgrade() {
        const pair = new WebSocketPair()
        return { server: pair[1], response: new Response(null, { status: 101, webSocket: pair[0] } as ResponseInit) }
      },
      refuse: () => new Response(this.#life),
    })
  }

  fetch = (request: Request) => this.#room.fetch(request)
  webSocketMessage = (socket: WorkerSocket, message: string | ArrayBuffer) => this.#room.webSocketMessage(socket, message)
  webSocketClose = (socket: WorkerSocket, code: number) => this.#room.webSocketClose(socket, code)
  webSocketError = (socket: WorkerSocket) => this.#room.webSocketError(socket)
  alarm = () => this.#room.alarm()
}

interface Environment {
  ROOMS: { idFromName(name: string): unknown; get(id: unknown): { fetch(request: Request): Promise<Response> } }
}

// biome-ignore lint/style/noDefaultExport: Workers take their handlers from the default export
export default {
  fetch: (request: Request, { ROOMS }: Environment) => ROOMS.get(ROOMS.idFromName('lobby')).fetch(request),
}
