import type { KeyObject } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { isLoopbackHost } from '../control/guard.ts'
import { type ClientSettings, firstClient } from '../discord/client-settings.ts'
import type { FaultDoor } from '../faults/fault-door.ts'
import type { LoopbackDoor } from '../loopback.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { forward, forwardUpgrade } from './forward.ts'
import { requestHeaders, upgradeHeaders } from './headers.ts'
import { createUrlMappings } from './mapping.ts'
import { signatureHeaders, ticketOf } from './signature.ts'
import { unreachablePage } from './unreachable.ts'
import { strangersVisit, type Visit, visitOf } from './visit.ts'
import { createVisitor, cutWhenOffline, linesOf, type Visitor } from './visitor.ts'
import { clockScript, clockScriptPath } from './wrong-clock.ts'

/** Plays `https://<application>.discordsays.com`: the one origin of the activity, in front of everything it talks to. */
export interface ActivityProxy {
  /** What targets hear of, and where an activity is reached outside Discord. */
  readonly origin: string
  /** Where a person's frames live: a door of their own, or `origin` for somebody who has none. */
  originOf(userId: string): string
  /** As in Discord's developer portal: `map('/kaltura', 'http://127.0.0.1:9000')`. */
  map(prefix: string, target: string): void
  /** Looks whether somebody went offline. */
  clientsChanged(): void
  /** Ends joined sockets; the ports belong to whoever opened them. */
  close(): void
}

/** A person with a browser of their own. */
interface ActivityMember {
  userId: string
  name: string
  door: LoopbackDoor
}

export function createActivityProxy(options: {
  door: LoopbackDoor
  members: readonly ActivityMember[]
  clientOf: (userId: string) => ClientSettings
  /** Whether the person has a window open: only then requests by their door are theirs. */
  isWatching: (userId: string) => boolean
  /** Origin of the page that holds the frames. */
  hostOrigin: string
  applicationId: string
  privateKey: KeyObject
  userOfTicket: (ticket: string) => string | undefined
  front: FaultDoor
  now: () => number
  after: (delayMs: number, run: () => void) => () => void
  /** From 0 up to 1: what jitter and loss are drawn from. */
  chance: () => number
  log: (line: string) => void
}): ActivityProxy {
  const { door, members, clientOf, isWatching, hostOrigin, applicationId, privateKey, userOfTicket, front, now, after, chance, log } =
    options
  const origin = `http://127.0.0.1:${door.port}`
  const stranger = strangersVisit(contentSecurityPolicy({ activityOrigin: origin, hostOrigin }))
  const mappings = createUrlMappings()
  const sockets = new Set<Duplex>()
  const visitors = new Map(
    members.map(({ userId, name, door: own }) => {
      const visitor = createVisitor({ userId, name, door: own, hostOrigin, client: () => clientOf(userId), now })
      return [userId, { visitor, door: own, cutIfOffline: cutWhenOffline(own, visitor.client) }] as const
    }),
  )

  const signed = (request: IncomingMessage, visitor: Visitor | undefined): Record<string, string> => {
    const ticket = ticketOf(request.url ?? '/', request.headers.referer, visitor?.origin ?? origin)
    const byTicket = ticket === undefined ? undefined : userOfTicket(ticket)
    const userId = visitor && isWatching(visitor.userId) ? visitor.userId : byTicket
    return userId === undefined ? {} : signatureHeaders({ applicationId, userId, privateKey, nowMs: now() })
  }

  const targetOf = (request: IncomingMessage): URL | undefined =>
    isLoopbackHost(request.headers.host) ? mappings.resolve(request.url ?? '/') : undefined

  const sayUnreachable = (response: ServerResponse, policy: string): void => {
    const { status, headers, body } = unreachablePage(policy)
    log('The activity proxy could not reach its target.')
    response.writeHead(status, headers).end(body)
  }

  const visit = (request: IncomingMessage, visitor: Visitor | undefined): Visit =>
    visitor ? visitOf({ visitor, path: pathOf(request), origin, log }) : stranger

  const lines = (visitor: Visitor | undefined) => linesOf(visitor?.client ?? (() => firstClient), { after, chance })

  const onRequest = (visitor: Visitor | undefined) => (request: IncomingMessage, response: ServerResponse) => {
    const target = targetOf(request)
    const policy = visitor?.policy ?? contentSecurityPolicy({ activityOrigin: origin, hostOrigin })
    if (visitor && pathOf(request) === clockScriptPath) return sendClockScript(request, response)
    if (!target) return sayUnreachable(response, policy)
    const { ask, answer } = visit(request, visitor)
    forward({
      request,
      response,
      target,
      headers: ask(requestHeaders(request.headers, target, signed(request, visitor))),
      lines: lines(visitor),
      translate: answer,
      onUnreachable: () => sayUnreachable(response, policy),
    })
  }

  const onUpgrade = (visitor: Visitor | undefined) => (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = targetOf(request)
    if (!target) return void socket.destroy()
    const { ask, joined } = visit(request, visitor)
    const headers = ask(upgradeHeaders(request.headers, target, signed(request, visitor)))
    forwardUpgrade({ socket, head, target, headers, lines: lines(visitor), translate: joined })
  }

  const serve = ({ servers }: LoopbackDoor, visitor: Visitor | undefined): void => {
    const answer = front.request(onRequest(visitor))
    const join = front.upgrade(onUpgrade(visitor))
    for (const server of servers)
      server.on('request', answer).on('upgrade', (request, socket, head) => {
        sockets.add(socket)
        socket.on('close', () => sockets.delete(socket))
        join(request, socket, head)
      })
  }
  serve(door, undefined)
  for (const one of visitors.values()) serve(one.door, one.visitor)

  return {
    origin,
    originOf: (userId) => visitors.get(userId)?.visitor.origin ?? origin,
    map: mappings.set,
    clientsChanged() {
      for (const { cutIfOffline } of visitors.values()) cutIfOffline()
    },
    close() {
      for (const socket of sockets) socket.destroy()
    },
  }
}

function sendClockScript(request: IncomingMessage, response: ServerResponse): void {
  const ahead = Number(new URL(request.url ?? '/', 'http://activity').searchParams.get('ahead'))
  response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' })
  response.end(clockScript(Number.isFinite(ahead) ? ahead : 0))
}

/** As the browser asked for it, without the query. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').replace(/[?#].*$/s, '')
}
