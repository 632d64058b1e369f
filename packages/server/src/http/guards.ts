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
    if (!given || !sameText(given, token)) throw new RequestProblem('auth.service')
    return undefined
  }
}

/** Lets an institution's own system in, by a link token, and says for which connections it may speak. */
export function directoryGuard(
  connections: readonly { name: string; linkToken?: string | undefined }[],
): (request: Request) => Promise<ReadonlySet<string>> {
  return async (request) => {
    const given = bearerOf(request) ?? ''
    const held = connections.filter(({ linkToken }) => linkToken !== undefined && sameText(given, linkToken))
    if (held.length === 0) throw new RequestProblem('auth.directory')
    return new Set(held.map(({ name }) => name))
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

/** Compares what somebody gave with what they should know, in a time that depends on the length of what they gave alone. */
export function sameText(given: string, known: string): boolean {
  let difference = given.length ^ known.length
  for (let at = 0; at < given.length; at += 1) difference |= given.charCodeAt(at) ^ known.charCodeAt(at)
  return difference === 0
}
