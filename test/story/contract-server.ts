import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { extname, join } from 'node:path'
import type { SandboxState } from '../../packages/sandbox/src/control/contract.ts'

/** One request that the page made, for assertions. */
export interface Asked {
  /** With `DELETE ` or `PUT ` in front when that was asked. */
  path: string
  body: Record<string, unknown>
}

export type Answer = { status: number; body?: unknown; delayMs?: number }

/** What an answer may do besides answering. */
export interface Sandbox {
  origin: string
  change(edit: (state: SandboxState) => SandboxState): void
}

/**
 * A server that speaks the sandbox's control contract over real HTTP and does nothing else: it serves the built page, a state that the test sets,
 * and the answers that the test wrote. What the page asked is kept in `asked`.
 */
export async function startContractServer(options: {
  pageDir: string
  activityScript: string
  state: SandboxState
  answer: (asked: Asked, sandbox: Sandbox) => Answer | undefined
}) {
  let { state } = options
  const asked: Asked[] = []
  const lines = new Set<ServerResponse>()
  let reachable = true

  const change = (edit: (state: SandboxState) => SandboxState): void => {
    state = edit(state)
    for (const line of lines) sendState(line, state)
  }

  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (pathname.startsWith('/sandbox') && !reachable) return void response.writeHead(503).end()
    if (pathname === '/sandbox/events') return follow(response)
    if (pathname === '/sandbox/state') return json(response, { status: 200, body: state })
    if (pathname === '/activity/')
      return html(
        response,
        '<!doctype html><html lang="en"><title>Activity</title><body><script type="module" src="/activity.js"></script>',
      )
    if (pathname === '/activity.js') return void response.writeHead(200, { 'content-type': 'text/javascript' }).end(options.activityScript)
    if (pathname.startsWith('/thumb/')) return void response.writeHead(200, { 'content-type': 'image/svg+xml' }).end(thumbnail(pathname))
    if (request.method === 'POST') return json(response, await answerAsked(request, pathname))
    if (request.method === 'DELETE' || request.method === 'PUT')
      return json(response, await answerAsked(request, `${request.method} ${pathname}`))
    return serveFile(response, join(options.pageDir, pathname === '/' ? 'index.html' : pathname))
  })

  async function answerAsked(request: IncomingMessage, path: string): Promise<Answer> {
    const question = { path, body: JSON.parse((await text(request)) || '{}') }
    asked.push(question)
    const answer = options.answer(question, { change, origin: `http://${request.headers.host}` }) ?? {
      status: 404,
      body: { message: `nothing at ${path}` },
    }
    if (answer.delayMs) await new Promise((resolve) => setTimeout(resolve, answer.delayMs))
    return answer
  }

  function follow(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    lines.add(response)
    response.on('close', () => lines.delete(response))
    sendState(response, state)
  }

  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve))
  const address = server.address()
  const url = `http://localhost:${typeof address === 'object' ? address?.port : 0}`

  return {
    url,
    asked,
    change,
    /** As when the sandbox is stopped: open lines break and new ones are refused, until it is `true` again. */
    setReachable(value: boolean): void {
      reachable = value
      if (!value) for (const line of lines) line.destroy()
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function sendState(response: ServerResponse, state: SandboxState): void {
  response.write(`event: state\ndata: ${JSON.stringify(state)}\n\n`)
}

function json(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body === undefined ? undefined : JSON.stringify(body))
}

function html(response: ServerResponse, body: string): void {
  response.writeHead(200, { 'content-type': 'text/html' }).end(body)
}

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

async function serveFile(response: ServerResponse, path: string): Promise<void> {
  const content = await readFile(path).catch(() => undefined)
  response.writeHead(content ? 200 : 404, { 'content-type': types[extname(path)] ?? 'text/plain' }).end(content)
}

async function text(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}

function thumbnail(path: string): string {
  const hue = [...path].reduce((sum, letter) => sum + letter.charCodeAt(0) * 7, 0) % 360
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 160 90"><rect width="160" height="90" fill="hsl(${hue} 40% 28%)"/><circle cx="110" cy="30" r="60" fill="hsl(${hue + 40} 50% 40%)" opacity=".5"/></svg>`
}
