import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import type { Duplex, Transform } from 'node:stream'
import { pipeline } from 'node:stream'
import type { NetworkLine } from './network-line.ts'

const answerWithinMs = 100_000

/** Both directions of a connection between a person and the proxy. */
interface Lines {
  up: NetworkLine
  down: NetworkLine
}

/** Passes a request on as a stream and its answer back as a stream; redirects are answers like any other. */
export function forward(options: {
  request: IncomingMessage
  response: ServerResponse
  target: URL
  headers: OutgoingHttpHeaders
  lines: Lines
  translate: (headers: IncomingHttpHeaders) => { headers: OutgoingHttpHeaders; body: readonly Transform[] }
  onUnreachable: () => void
}): void {
  const { request, response, target, headers, lines, translate, onUnreachable } = options
  const start = (): void => {
    const upstream = httpRequest(target, { method: request.method ?? 'GET', headers })
    const deadline = setTimeout(() => upstream.destroy(), answerWithinMs)
    deadline.unref()
    upstream.on('close', () => clearTimeout(deadline))
    upstream.on('response', (answer) => {
      clearTimeout(deadline)
      const translated = translate(answer.headers)
      lines.down.send(() => response.writeHead(answer.statusCode ?? 502, answer.statusMessage, translated.headers))
      // Whoever breaks off ends both halves; there is nobody left to tell.
      pipeline([answer, ...translated.body, lines.down.stream(), response], () => upstream.destroy())
    })
    upstream.on('error', () => {
      if (response.headersSent) response.destroy()
      else lines.down.send(onUnreachable)
    })
    response.on('close', () => upstream.destroy())
    pipeline(request, upstream, () => {})
  }
  response.on('close', () => cut(lines))
  lines.up.send(start)
}

/** Joins two sockets once the target agreed to the upgrade; otherwise hands its answer back and ends. */
export function forwardUpgrade(options: {
  socket: Duplex
  head: Buffer
  target: URL
  headers: OutgoingHttpHeaders
  lines: Lines
  /** Which headers of the answer go on, line by line. */
  translate: (lines: readonly string[]) => readonly string[]
}): void {
  const { socket, head, target, headers, lines, translate } = options
  socket.on('error', () => socket.destroy())
  socket.on('close', () => cut(lines))
  lines.up.send(() => {
    const upstream = httpRequest(target, { method: 'GET', headers })
    const end = (): void => {
      upstream.destroy()
      socket.destroy()
    }
    socket.on('error', end)
    socket.on('close', () => upstream.destroy())
    const down = lines.down.stream()
    upstream.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'))
    upstream.on('response', (answer) => {
      down.write(statusLine(answer, translate, ['connection: close']))
      pipeline(answer, down, socket, end)
    })
    upstream.on('upgrade', (answer, far, farHead) => {
      far.on('error', end)
      // What the target said before it left still arrives.
      far.on('close', () => down.end())
      down.on('end', () => socket.destroy())
      socket.on('close', () => far.destroy())
      down.write(statusLine(answer, translate))
      if (farHead.length > 0) down.write(farHead)
      if (head.length > 0) far.write(head)
      far.pipe(down).pipe(socket)
      socket.pipe(lines.up.stream()).pipe(far)
    })
    upstream.end()
  })
}

function cut({ up, down }: Lines): void {
  up.cut()
  down.cut()
}

function statusLine(
  answer: IncomingMessage,
  translate: (lines: readonly string[]) => readonly string[],
  more: readonly string[] = [],
): string {
  const names = answer.rawHeaders.filter((_, index) => index % 2 === 0)
  const headers = translate(names.map((name, index) => `${name}: ${answer.rawHeaders[index * 2 + 1] ?? ''}`))
  const kept = more.length > 0 ? headers.filter((line) => !/^(connection|transfer-encoding):/i.test(line)) : headers
  return [`HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}`, ...kept, ...more, '', ''].join('\r\n')
}
