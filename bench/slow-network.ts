import { connect, createServer, type Server, type Socket } from 'node:net'

/** How long the next piece of data takes each way, ms. One piece never overtakes another. */
export interface Delay {
  upMs: () => number
  downMs: () => number
}

/** A TCP forwarder on loopback that makes its connections slow, each with the next of `delays`. */
export async function openSlowNetwork(target: URL, delays: readonly Delay[]) {
  const sockets = new Set<Socket>()
  let count = 0
  const server: Server = createServer({ allowHalfOpen: true }, (near) => {
    const delay = delays[count++ % delays.length]
    const far = connect({ port: Number(target.port), host: target.hostname, allowHalfOpen: true })
    for (const [from, to, delayMs] of [
      [near, far, delay?.upMs],
      [far, near, delay?.downMs],
    ] as const) {
      sockets.add(from)
      const later = createDelayLine(delayMs ?? (() => 0))
      from.setNoDelay(true)
      from.on('data', (data) => later(() => to.writable && to.write(data)))
      from.on('end', () => later(() => to.end()))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        later(() => to.destroy())
      })
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

/** Runs things in the order they came, each not before its own delay. Timers alone would swap two that are due in the same millisecond. */
function createDelayLine(delayMs: () => number): (run: () => void) => void {
  const waiting: { atMs: number; run: () => void }[] = []
  let lastMs = 0
  const pump = () => {
    while ((waiting[0]?.atMs ?? Number.POSITIVE_INFINITY) <= performance.now()) waiting.shift()?.run()
    const [next] = waiting
    if (next) setTimeout(pump, Math.max(0, next.atMs - performance.now()))
  }
  return (run) => {
    lastMs = Math.max(lastMs, performance.now() + delayMs())
    waiting.push({ atMs: lastMs, run })
    if (waiting.length === 1) setTimeout(pump, lastMs - performance.now())
  }
}
