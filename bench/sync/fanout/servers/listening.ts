import { once } from 'node:events'
import type { Server } from 'node:http'

/** The port that `http` got on this machine. */
export async function listening(http: Server): Promise<number> {
  if (!http.listening) {
    http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 })
    await once(http, 'listening')
  }
  const address = http.address()
  return typeof address === 'object' && address ? address.port : 0
}
