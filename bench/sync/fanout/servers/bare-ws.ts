import { createServer } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { listening } from './listening.ts'

/** Says one word of welcome, then tells everyone in the room what anyone says. */
export function serveBareWs(): Promise<number> {
  const http = createServer()
  const rooms = new Map<string, Set<WebSocket>>()
  new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket, { url = '' }) => {
    const room = rooms.get(url) ?? new Set()
    rooms.set(url, room.add(socket))
    socket.on('message', (data) => {
      const text = String(data)
      for (const member of room) member.send(text)
    })
    socket.on('close', () => room.delete(socket))
    socket.send('welcome')
  })
  return listening(http)
}
