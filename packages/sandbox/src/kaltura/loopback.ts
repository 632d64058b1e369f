import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { UnavailableError } from '@kaltura-discord/core'

export interface LoopbackServer {
  /** `http://127.0.0.1:<port>` */
  origin: string
  /** `true` refuses connections and ends the open ones until it is `false` again, on the same port. */
  setDown(down: boolean): void
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
  const { port } = address
  let down = false
  let closed = false
  let moving: Promise<unknown> = Promise.resolve()
  const move = async (): Promise<void> => {
    if (closed || down !== server.listening) return
    if (down) await shut()
    else await once(server.listen(port, '127.0.0.1'), 'listening')
  }
  const shut = async (): Promise<void> => {
    const ended = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await ended
  }
  return {
    origin,
    setDown(value) {
      down = value
      moving = moving.then(move)
    },
    async close() {
      closed = true
      await moving
      if (server.listening) await shut()
    },
  }
}
