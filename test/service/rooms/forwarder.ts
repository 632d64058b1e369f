import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** One address in front of several servers, as a failover has it: whoever is connected is cut off when it changes, and comes back to the other one. */
export async function startForwarder(target: number) {
  let port: number | undefined = target
  const open = new Set<Socket>()
  const server = createServer((near) => {
    if (port === undefined) {
      near.destroy()
      return
    }
    const far = connect(port, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    /** Nobody, for `undefined`. */
    pointTo(next: number | undefined): void {
      port = next
      for (const socket of open) socket.destroy()
    },
    async stop(): Promise<void> {
      server.close()
      for (const socket of open) socket.destroy()
    },
  }
}
