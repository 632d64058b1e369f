import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { pipeline } from 'node:stream'

const answerWithinMs = 100_000

/** Passes a request on as a stream and its answer back as a stream; redirects are answers like any other. */
export function forward(options: {
  request: IncomingMessage
  response: ServerResponse
  target: URL
  headers: OutgoingHttpHeaders
  translate: (headers: IncomingHttpHeaders) => OutgoingHttpHeaders
  onUnreachable: () => void
}): void {
  const { request, response, target, headers, translate, onUnreachable } = options
  const upstream = httpRequest(target, { method: request.method ?? 'GET', headers })
  const deadline = setTimeout(() => upstream.destroy(), answerWithinMs)
  deadline.unref()
  upstream.on('close', () => clearTimeout(deadline))
  upstream.on('response', (answer) => {
    clearTimeout(deadline)
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, translate(answer.headers))
    // Whoever breaks off ends both halves; there is nobody left to tell.
    pipeline(answer, response, () => upstream.destroy())
  })
  upstream.on('error', () => {
    if (response.headersSent) response.destroy()
    else onUnreachable()
  })
  response.on('close', () => upstream.destroy())
  pipeline(request, upstream, () => {})
}

/** Joins two sockets once the target agreed to the upgrade; otherwise hands its answer back and ends. */
export function forwardUpgrade(options: { socket: Duplex; head: Buffer; target: URL; headers: OutgoingHttpHeaders }): void {
  const { socket, head, target, headers } = options
  const upstream = httpRequest(target, { method: 'GET', headers })
  const end = (): void => {
    upstream.destroy()
    socket.destroy()
  }
  socket.on('error', end)
  socket.on('close', () => upstream.destroy())
  upstream.on('error', () => socket.end('HTTP/1.1 502 Bad Gateway\r\nconnection: close\r\ncontent-length: 0\r\n\r\n'))
  upstream.on('response', (answer) => {
    socket.write(statusLine(answer, ['connection: close']))
    pipeline(answer, socket, end)
  })
  upstream.on('upgrade', (answer, far, farHead) => {
    far.on('error', end)
    far.on('close', () => socket.destroy())
    socket.on('close', () => far.destroy())
    socket.write(statusLine(answer))
    if (farHead.length > 0) socket.write(farHead)
    if (head.length > 0) far.write(head)
    far.pipe(socket).pipe(far)
  })
  upstream.end()
}

function statusLine(answer: IncomingMessage, more: readonly string[] = []): string {
  const names = answer.rawHeaders.filter((_, index) => index % 2 === 0)
  const headers = names.map((name, index) => `${name}: ${answer.rawHeaders[index * 2 + 1] ?? ''}`)
  const kept = more.length > 0 ? headers.filter((line) => !/^(connection|transfer-encoding):/i.test(line)) : headers
  return [`HTTP/1.1 ${answer.statusCode ?? 502} ${answer.statusMessage ?? ''}`, ...kept, ...more, '', ''].join('\r\n')
}
