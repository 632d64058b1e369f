import { createServer, type Server as HttpServer } from 'node:http'
import { listening } from './listening.ts'
import { npmPeer } from './npm-peer.ts'

interface IoSocket {
  handshake: { query: { room: string } }
  join(room: string): void
  on(event: string, listener: (text: string) => void): void
}

interface Io {
  Server: new (
    http: HttpServer,
    options: object,
  ) => {
    on(event: 'connection', listener: (socket: IoSocket) => void): void
    to(room: string): { emit(event: string, text: string): void }
  }
}

export function serveSocketIo(): Promise<number> {
  const http = createServer()
  const { Server } = npmPeer('socket.io') as Io
  const io = new Server(http, { perMessageDeflate: false, transports: ['websocket'] })
  io.on('connection', (socket) => {
    const { room } = socket.handshake.query
    socket.join(room)
    socket.on('m', (text) => io.to(room).emit('m', text))
  })
  return listening(http)
}
