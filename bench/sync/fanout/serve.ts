import { serveBareWs } from './servers/bare-ws.ts'
import { serveColyseus } from './servers/colyseus.ts'
import { serveOurs } from './servers/ours.ts'
import { serveOursOnRedis } from './servers/ours-on-redis.ts'
import { serveSocketIo } from './servers/socket-io.ts'

/** The child process: one server, and answers about itself. */
const servers: Readonly<Record<string, () => Promise<number | { port: number; now: () => number }>>> = {
  ours: serveOurs,
  'ours-on-redis': serveOursOnRedis,
  ws: serveBareWs,
  'socket.io': serveSocketIo,
  colyseus: serveColyseus,
}
const served = await servers[process.argv[2] ?? '']?.()
const { port = 0, now = Date.now } = typeof served === 'object' ? served : { port: served }
let cpu = process.cpuUsage()
let atMs = performance.now()

process.on('message', (question) => {
  if (question === 'memory') {
    globalThis.gc?.()
    const { rss, heapUsed } = process.memoryUsage()
    process.send?.({ residentBytes: rss, heapBytes: heapUsed })
    return
  }
  if (question === 'clock') {
    // Every process of one machine reads the same monotonic clock here.
    process.send?.({ aheadMs: now() - Number(process.hrtime.bigint()) / 1e6 })
    return
  }
  const { user, system } = process.cpuUsage(cpu)
  process.send?.({ cpuShare: (user + system) / 1000 / (performance.now() - atMs) })
  cpu = process.cpuUsage()
  atMs = performance.now()
})
process.on('disconnect', () => process.exit())
process.send?.({ port })
