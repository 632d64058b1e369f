import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Browsers open connections ahead, for what they may ask later. Node takes one on which nothing was asked yet for busy, and a server that stops would wait for it.
 * @returns what ends those that there are
 */
export function unusedConnections(http: Server): () => void {
  const open = new Set<Socket>()
  http.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return () => {
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
  }
}
