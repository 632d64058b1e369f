import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { UnavailableError } from '@kaltura-discord/core'

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  origin: string
  /** Ends open connections too. */
  close(): Promise<void>
}

/** What stands between the port and whoever answers, such as a fault door. */
export type Front = (listener: RequestListener) => RequestListener

/** Serves on a free port of 127.0.0.1 and nowhere else. `handler` is told its own origin first, because Kaltura's answers carry absolute addresses. */
export async function listenOnLoopback(
  handler: (origin: string) => (request: Request) => Response | Promise<Response>,
  front: Front = (listener) => listener,
): Promise<LoopbackServer> {
  let answer: (request: Request) => Response | Promise<Response> = () => new Response(null, { status: 503 })
  const server = createServer(front(getRequestListener((request) => answer(request))))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new UnavailableError('The sandbox got no port on 127.0.0.1')

  const origin = `http://127.0.0.1:${address.port}`
  answer = handler(origin)
  return {
    origin,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
    },
  }
}
