import { createServer, type Server as HttpServer } from 'node:http'
import { listening } from './listening.ts'
import { npmPeer } from './npm-peer.ts'

interface Colyseus {
  Room: new () => {
    maxClients: number
    maxMessagesPerSecond: number
    onMessage(type: string, listener: (client: unknown, text: string) => void): void
    broadcast(type: string, text: string): void
  }
  Server: new (options: {
    greet: boolean
    transport: object
  }) => {
    define(name: string, room: unknown): { filterBy(options: readonly string[]): void }
    listen(port: number, host: string): Promise<void>
  }
}

interface Transports {
  WebSocketTransport: new (options: { server: HttpServer }) => object
}

export async function serveColyseus(): Promise<number> {
  const http = createServer()
  const { Room, Server } = npmPeer('@colyseus/core') as Colyseus
  const { WebSocketTransport } = npmPeer('@colyseus/ws-transport') as Transports
  class RelayRoom extends Room {
    onCreate(): void {
      this.maxMessagesPerSecond = Number.POSITIVE_INFINITY
      this.onMessage('m', (_, text) => this.broadcast('m', text))
    }
  }
  const server = new Server({ greet: false, transport: new WebSocketTransport({ server: http }) })
  server.define('room', RelayRoom).filterBy(['room'])
  await server.listen(0, '127.0.0.1')
  return listening(http)
}
