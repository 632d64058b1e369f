import type { ClientSettings } from '../discord/client-settings.ts'
import type { LoopbackDoor } from '../loopback.ts'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { type CookieJar, createCookieJar } from './cookie-jar.ts'
import { createNetworkLine, type NetworkLine } from './network-line.ts'

/**
 * A person's browser, as the proxy sees it. All frames are in one real browser, so each person comes in by a door of their own, which keeps
 * apart what a browser keeps by origin (storage), and the proxy keeps the cookies.
 */
export interface Visitor {
  userId: string
  name: string
  origin: string
  policy: string
  client(): ClientSettings
  jar: CookieJar
  /** Names of cookies that were dropped, so that each is told once. */
  toldOf: Set<string>
}

export function createVisitor(options: {
  userId: string
  name: string
  door: LoopbackDoor
  hostOrigin: string
  client: () => ClientSettings
  now: () => number
}): Visitor {
  const { userId, name, door, hostOrigin, client, now } = options
  const origin = `http://127.0.0.1:${door.port}`
  return {
    userId,
    name,
    origin,
    policy: contentSecurityPolicy({ activityOrigin: origin, hostOrigin }),
    client,
    jar: createCookieJar({ now }),
    toldOf: new Set(),
  }
}

/** Both directions of a new connection of theirs. */
export function linesOf(
  client: () => ClientSettings,
  network: { after: (delayMs: number, run: () => void) => () => void; chance: () => number },
): { up: NetworkLine; down: NetworkLine } {
  const line = () => createNetworkLine({ quality: () => client().network, ...network })
  return { up: line(), down: line() }
}

/** Breaks the connections of a person who went offline, and every new one while they are. @returns what to call after any change. */
export function cutWhenOffline(door: LoopbackDoor, client: () => ClientSettings): () => void {
  const connections = new Set<{ destroy(): void }>()
  const cutAll = (): void => {
    if (client().network.offline) for (const connection of connections) connection.destroy()
  }
  for (const server of door.servers)
    server.on('connection', (connection) => {
      connections.add(connection)
      connection.on('close', () => connections.delete(connection))
      cutAll()
    })
  return cutAll
}
