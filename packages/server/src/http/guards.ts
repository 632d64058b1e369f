import type { Tickets, Viewer } from '../tickets/tickets.ts'
import { RequestProblem } from './request-problem.ts'

/** Lets everyone in. */
export async function anyone(): Promise<undefined> {
  return undefined
}

/** Lets our own processes in, by the service token. */
export function serviceGuard(token: string): (request: Request) => Promise<undefined> {
  return async (request) => {
    const given = bearerOf(request)
    if (!given || !(await sameText(given, token))) throw new RequestProblem('auth.service')
    return undefined
  }
}

/** Lets the institution's own system in, by the link token; nobody when there is none. */
export function directoryGuard(token: string | undefined): (request: Request) => Promise<undefined> {
  return async (request) => {
    const given = bearerOf(request)
    if (!given || token === undefined || !(await sameText(given, token))) throw new RequestProblem('auth.directory')
    return undefined
  }
}

/** Lets people in who signed in through the Activity, and says who they are. */
export function viewerGuard(tickets: Tickets): (request: Request) => Promise<Viewer> {
  return async (request) => {
    const viewer = await tickets.readViewer(bearerOf(request) ?? '')
    if (!viewer) throw new RequestProblem('auth.viewer')
    return viewer
  }
}

function bearerOf(request: Request): string | undefined {
  return /^Bearer ([\w.~+/=-]{1,4096})$/.exec(request.headers.get('authorization') ?? '')?.[1]
}

/** Compares two secrets in a time that tells nothing of where they differ. */
export async function sameText(a: string, b: string): Promise<boolean> {
  const digest = async (text: string) => new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  const [left, right] = await Promise.all([digest(a), digest(b)])
  return left.reduce((difference, byte, index) => difference | (byte ^ (right[index] ?? 0)), 0) === 0
}
