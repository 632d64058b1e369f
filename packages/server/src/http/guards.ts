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

/** Lets an institution's own system in, by a link token, and says for which connections it may speak. */
export function directoryGuard(
  connections: readonly { name: string; linkToken?: string | undefined }[],
): (request: Request) => Promise<ReadonlySet<string>> {
  return async (request) => {
    const given = bearerOf(request) ?? ''
    const held = await Promise.all(
      connections.map(async ({ name, linkToken }) => (linkToken !== undefined && (await sameText(given, linkToken)) ? [name] : [])),
    )
    const names = new Set(held.flat())
    if (names.size === 0) throw new RequestProblem('auth.directory')
    return names
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
