import { serveBareWs } from './servers/bare-ws.ts'
import { serveColyseus } from './servers/colyseus.ts'
import { serveOurs } from './servers/ours.ts'
import { serveSocketIo } from './servers/socket-io.ts'

/** The child process: one server, and answers about itself. */
const servers: Readonly<Record<string, () => Promise<number>>> = {
  ours: serveOurs,
  ws: serveBareWs,
  'socket.io': serveSocketIo,
  colyseus: serveColyseus,
}
const port = await servers[process.argv[2] ?? '']?.()
let cpu = process.cpuUsage()
let atMs = performance.now()

process.on('message', (question) => {
  if (question === 'memory') {
    globalThis.gc?.()
    process.send?.({ bytes: process.memoryUsage.rss() })
    return
  }
  const { user, system } = process.cpuUsage(cpu)
  process.send?.({ cpuShare: (user + system) / 1000 / (performance.now() - atMs) })
  cpu = process.cpuUsage()
  atMs = performance.now()
})
process.on('disconnect', () => process.exit())
process.send?.({ port })
