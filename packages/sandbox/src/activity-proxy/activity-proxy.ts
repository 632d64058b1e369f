import type { KeyObject } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { isLoopbackHost } from '../control/guard.ts'
import type { FaultDoor } from '../faults/fault-door.ts'
import type { LoopbackDoor } from '../loopback.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { forward, forwardUpgrade } from './forward.ts'
import { requestHeaders, responseHeaders, upgradeHeaders } from './headers.ts'
import { createUrlMappings } from './mapping.ts'
import { signatureHeaders, ticketOf } from './signature.ts'
import { unreachablePage } from './unreachable.ts'

/** Plays `https://<application>.discordsays.com`: the one origin of the activity, in front of everything it talks to. */
export interface ActivityProxy {
  readonly origin: string
  /** As in Discord's developer portal: `map('/kaltura', 'http://127.0.0.1:9000')`. */
  map(prefix: string, target: string): void
  /** Ends joined sockets; the port belongs to whoever opened it. */
  close(): void
}

export function createActivityProxy(options: {
  door: LoopbackDoor
  /** Origin of the page that holds the frames. */
  hostOrigin: string
  applicationId: string
  privateKey: KeyObject
  userOfTicket: (ticket: string) => string | undefined
  front: FaultDoor
  now: () => number
  log: (line: string) => void
}): ActivityProxy {
  const { door, hostOrigin, applicationId, privateKey, userOfTicket, front, now, log } = options
  const origin = `http://127.0.0.1:${door.port}`
  const policy = contentSecurityPolicy({ activityOrigin: origin, hostOrigin })
  const mappings = createUrlMappings()
  const sockets = new Set<Duplex>()

  const signed = (request: IncomingMessage): Record<string, string> => {
    const ticket = ticketOf(request.url ?? '/', request.headers.referer, origin)
    const userId = ticket === undefined ? undefined : userOfTicket(ticket)
    return userId === undefined ? {} : signatureHeaders({ applicationId, userId, privateKey, nowMs: now() })
  }

  const targetOf = (request: IncomingMessage): URL | undefined =>
    isLoopbackHost(request.headers.host) ? mappings.resolve(request.url ?? '/') : undefined

  const sayUnreachable = (response: ServerResponse): void => {
    const { status, headers, body } = unreachablePage(policy)
    log('The activity proxy could not reach its target.')
    response.writeHead(status, headers).end(body)
  }

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const target = targetOf(request)
    if (!target) sayUnreachable(response)
    else
      forward({
        request,
        response,
        target,
        headers: requestHeaders(request.headers, target, signed(request)),
        translate: (headers) => responseHeaders(headers, policy),
        onUnreachable: () => sayUnreachable(response),
      })
  }

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const target = targetOf(request)
    if (!target) return void socket.destroy()
    forwardUpgrade({ socket, head, target, headers: upgradeHeaders(request.headers, target, signed(request)) })
  }

  const answer = front.request(onRequest)
  const join = front.upgrade(onUpgrade)
  for (const server of door.servers) {
    server.on('request', answer).on('upgrade', (request, socket, head) => {
      sockets.add(socket)
      socket.on('close', () => sockets.delete(socket))
      join(request, socket, head)
    })
  }
  return {
    origin,
    map: mappings.set,
    close() {
      for (const socket of sockets) socket.destroy()
    },
  }
}
