import { type IncomingMessage, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import type { SandboxFault } from '../control/contract.ts'
import type { Clock } from '../discord/clock.ts'
import { type FaultAnswer, faultAnswer } from './fault-answer.ts'
import type { FaultKind, FaultPlace } from './fault-order.ts'
import type { Faults } from './faults.ts'
import { type Line, layLine } from './line.ts'

export type UpgradeListener = (request: IncomingMessage, socket: Duplex, head: Buffer) => void

/** Stands in front of a server's listeners and lets requests through, unless a fault hits them. */
export interface FaultDoor {
  request(next: RequestListener): RequestListener
  /**
   * A new `cut` or `half-open` also hits the WebSockets that are open already, oldest first, each counting as one request.
   * `next` gets the socket behind a line, and must leave the request's own socket alone.
   */
  upgrade(next: UpgradeListener): UpgradeListener
  /** Ends every WebSocket that came through. */
  close(): void
}

const requestKinds: readonly FaultKind[] = ['status', 'rate-limit', 'slow', 'cut', 'broken-json', 'exception']
const upgradeKinds: readonly FaultKind[] = ['status', 'rate-limit', 'slow', 'cut', 'half-open']
const openKinds: readonly FaultKind[] = ['cut', 'half-open']

/** A WebSocket that came through, and the fault that made it half-open. */
interface Open {
  line: Line
  path: string
  heldBy: string | undefined
}

/** @param options.guards which requests the faults of this place may hit; default: all */
export function createFaultDoor(options: {
  place: FaultPlace
  faults: Faults
  clock: Clock
  guards?: (request: IncomingMessage) => boolean
}): FaultDoor {
  const { place, faults, clock, guards = () => true } = options
  const open = new Set<Open>()

  const hit = (one: Open, fault: SandboxFault): void => {
    if (fault.kind === 'cut') return void one.line.reset()
    one.heldBy = fault.id
    one.line.vanish()
    if (fault.forMs !== null) one.line.near.once('close', clock.after(fault.forMs, one.line.reset))
  }

  faults.subscribe((change, { id }) => {
    if (change === 'removed' || change === 'ended') for (const one of open) if (one.heldBy === id) one.line.reset()
    if (change !== 'added') return
    for (const one of open) {
      const fault = one.heldBy === undefined ? faults.take(place, one.path, openKinds) : undefined
      if (fault) hit(one, fault)
    }
  })

  const keep = (socket: Duplex, path: string): Open => {
    const one: Open = { line: layLine(socket), path, heldBy: undefined }
    open.add(one)
    socket.once('close', () => open.delete(one))
    return one
  }

  return {
    request: (next) => (request, response) => {
      const fault = guards(request) ? faults.take(place, pathOf(request), requestKinds) : undefined
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
      if (fault?.kind === 'status' || fault?.kind === 'rate-limit') return void socket.end(asText(faultAnswer(fault, clock.now())))

      const one = keep(socket, path)
      if (!fault) next(request, one.line.near, head)
      else if (fault.kind === 'half-open') hit(one, fault)
      else
        socket.once(
          'close',
          clock.after(fault.delayMs ?? 0, () => next(request, one.line.near, head)),
        )
    },
    close() {
      for (const { line } of open) line.reset()
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
