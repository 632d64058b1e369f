import { type IncomingMessage, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Clock } from '../discord/clock.ts'
import { type FaultAnswer, faultAnswer } from './fault-answer.ts'
import type { FaultKind, FaultPlace } from './fault-order.ts'
import type { Faults } from './faults.ts'

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** Stands in front of a server's listeners and lets requests through, unless a fault hits them. */
export interface FaultDoor {
  request(next: RequestListener): RequestListener
  /** A new `cut` also hits the WebSockets that are open already, oldest first, each counting as one request. */
  upgrade(next: UpgradeListener): UpgradeListener
}

const upgradeKinds: readonly FaultKind[] = ['status', 'rate-limit', 'slow', 'cut']

/** @param options.guards which requests the faults of this place may hit; default: all */
export function createFaultDoor(options: {
  place: FaultPlace
  faults: Faults
  clock: Clock
  guards?: (request: IncomingMessage) => boolean
}): FaultDoor {
  const { place, faults, clock, guards = () => true } = options
  const open = new Map<Duplex, string>()

  faults.subscribe((change) => {
    if (change !== 'added') return
    for (const [socket, path] of open) if (faults.take(place, path, ['cut'])) socket.destroy()
  })

  return {
    request: (next) => (request, response) => {
      const fault = guards(request) ? faults.take(place, pathOf(request)) : undefined
      if (!fault) next(request, response)
      else if (fault.kind === 'cut') cut(response)
      else if (fault.kind === 'slow')
        response.once(
          'close',
          clock.after(fault.delayMs ?? 0, () => next(request, response)),
        )
      else {
        const { status, headers, body } = faultAnswer(fault, clock.now())
        response.writeHead(status, headers).end(body)
      }
    },
    upgrade: (next) => (request, socket, head) => {
      const path = pathOf(request)
      const fault = guards(request) ? faults.take(place, path, upgradeKinds) : undefined
      if (fault) socket.on('error', () => socket.destroy())
      if (fault?.kind === 'cut') return void socket.destroy()
      if (fault && fault.kind !== 'slow') return void socket.end(asText(faultAnswer(fault, clock.now())))

      open.set(socket, path)
      socket.once('close', () => open.delete(socket))
      if (!fault) next(request, socket, head)
      else
        socket.once(
          'close',
          clock.after(fault.delayMs ?? 0, () => next(request, socket, head)),
        )
    },
  }
}

/** Never with the query: that may hold a KS, and a fault's path is shown. */
function pathOf(request: IncomingMessage): string {
  return (request.url ?? '/').replace(/\?.*$/s, '')
}

/** A good start, then nothing: the head and the first bytes arrive, and the connection is gone. */
function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"id":', () => response.destroy())
}

function asText({ status, headers, body }: FaultAnswer): string {
  const lines = Object.entries({ ...headers, 'content-length': `${Buffer.byteLength(body)}`, connection: 'close' })
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`, ...lines.map(([name, value]) => `${name}: ${value}`), '', body].join('\r\n')
}
