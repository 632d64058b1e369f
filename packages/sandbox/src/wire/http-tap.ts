import type { IncomingMessage, OutgoingHttpHeader, RequestListener, ServerResponse } from 'node:http'
import type { Clock } from '../discord/clock.ts'
import { createBodyText } from './body-text.ts'
import type { Redaction } from './redaction.ts'
import type { WireName } from './wire-entry.ts'
import type { WireLog } from './wire-log.ts'

/**
 * Listens to requests and answers as they pass, and records each exchange when it is over. Outermost on its server, so that it hears what
 * faults make of an answer.
 * @param options.bodies `false` keeps only heads
 * @param options.records which requests are of this wire; default: all
 */
export function createHttpTap(options: {
  wire: WireName
  log: WireLog
  redaction: Redaction
  clock: Clock
  bodies: boolean
  records?: (request: IncomingMessage) => boolean
}): (next: RequestListener) => RequestListener {
  const { wire, log, redaction, clock, bodies, records = () => true } = options
  return (next) => (request, response) => {
    if (!records(request)) return next(request, response)
    const atMs = clock.now()
    const said = bodies ? createBodyText(redaction) : undefined
    const answered = bodies ? createBodyText(redaction) : undefined
    if (said) listenToRequest(request, said.take)
    const head = listenToResponse(response, (chunk) => answered?.take(chunk))
    response.once('close', () => {
      const { status, headers } = head()
      log.add({
        kind: 'exchange',
        wire,
        atMs,
        method: request.method ?? 'GET',
        address: redaction.address(request.url ?? '/'),
        status: response.writableFinished ? status : null,
        tookMs: Math.max(0, clock.now() - atMs),
        request: {
          headers: redaction.headers(request.headers),
          body: said?.text(request.headers['content-type'] ?? '') ?? null,
        },
        response: { headers: redaction.headers(headers), body: answered?.text(String(headers['content-type'] ?? '')) ?? null },
      })
    })
    next(request, response)
  }
}

/** A listener of `data` would set the stream flowing before its reader is there, so the parser's own push is listened to. */
function listenToRequest(request: IncomingMessage, take: (chunk: unknown) => void): void {
  const push = request.push.bind(request)
  request.push = (chunk, encoding) => {
    take(chunk)
    return push(chunk, encoding)
  }
}

/** Node forgets headers that were given to `writeHead`, so they are caught on their way. */
function listenToResponse(response: ServerResponse, take: (chunk: unknown) => void) {
  const given: Record<string, OutgoingHttpHeader> = {}
  const { writeHead, write, end } = response
  response.writeHead = (...args: unknown[]) => {
    const last = args.at(-1)
    if (Array.isArray(last)) Object.assign(given, pairs(last))
    else if (typeof last === 'object' && last !== null) Object.assign(given, lowerCase(last))
    return Reflect.apply(writeHead, response, args)
  }
  response.write = (...args: unknown[]) => {
    take(args[0])
    return Reflect.apply(write, response, args)
  }
  response.end = (...args: unknown[]) => {
    take(args[0])
    return Reflect.apply(end, response, args)
  }
  return () => ({ status: response.statusCode, headers: { ...response.getHeaders(), ...given } })
}

function lowerCase(headers: object): Record<string, OutgoingHttpHeader> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
}

function pairs(flat: readonly unknown[]): Record<string, OutgoingHttpHeader> {
  const names = flat.filter((_, index) => index % 2 === 0)
  return Object.fromEntries(names.map((name, index) => [String(name).toLowerCase(), String(flat[index * 2 + 1])]))
}
