import type { Server } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'

/** Passes on, to everybody else below `/relay/<room>/`, what each of them says. */
export function attachRelay(http: Server): void {
  const relay = new WebSocketServer({ noServer: true, perMessageDeflate: false })
  const rooms = new Map<WebSocket, string>()
  http.on('upgrade', (request, socket, head) => {
    const [, room] = /^\/relay\/(\w+)\//.exec(request.url ?? '') ?? []
    if (room === undefined) return
    relay.handleUpgrade(request, socket, head, (webSocket) => {
      rooms.set(webSocket, room)
      webSocket.on('close', () => rooms.delete(webSocket))
      webSocket.on('message', (data) => {
        for (const [other, where] of rooms) if (other !== webSocket && where === room) other.send(data.toString())
      })
    })
  })
}
