import type { Server as HttpServer, IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { roomSocketPath } from '@kaltura-discord/api'
import type { RoomGate } from '@kaltura-discord/sync/host'
import { type WebSocket, WebSocketServer } from 'ws'
import type { ServerLog } from '../server-log.ts'

const maxPayload = 16 * 1024
/** A socket that is this far behind is cut: it comes back and gets a snapshot, which is smaller. */
const maxBacklogBytes = 256 * 1024
const heartbeatMs = 15_000

/** Takes the rooms' WebSocket upgrades of an HTTP server and hands each socket to the gate. Returns how to let go of them. */
export function attachRooms(http: HttpServer, gate: RoomGate, log: ServerLog): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload, perMessageDeflate: false })
  const alive = new WeakSet<WebSocket>()

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (new URL(request.url ?? '/', 'http://server').pathname !== roomSocketPath) {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => welcome(webSocket))
  }

  function welcome(socket: WebSocket): void {
    const connection = gate.accept({
      send: (text) => {
        if (socket.bufferedAmount > maxBacklogBytes) socket.terminate()
        else if (socket.readyState === socket.OPEN) socket.send(text)
      },
      close: (code, reason) => socket.close(code, reason),
    })
    alive.add(socket)
    socket.on('pong', () => alive.add(socket))
    socket.on('message', (data, isBinary) => connection.receive(isBinary ? new Uint8Array(data as Buffer) : data.toString()))
    socket.on('close', (code) => connection.closed(code))
    socket.on('error', (error) => log.warn({ error: error.message }, 'a room socket broke'))
  }

  // Discord gives no event when an Activity closes on a phone: a peer that answers no ping is gone.
  const heartbeat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.has(socket)) {
        socket.terminate()
        continue
      }
      alive.delete(socket)
      socket.ping()
    }
  }, heartbeatMs)

  http.on('upgrade', onUpgrade)
  return () => {
    clearInterval(heartbeat)
    http.off('upgrade', onUpgrade)
    for (const socket of sockets.clients) socket.terminate()
    sockets.close()
  }
}
