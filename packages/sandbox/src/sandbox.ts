import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { type ActivityProxy, createActivityProxy } from './activity-proxy/activity-proxy.ts'
import { controlPrefix, type SandboxState } from './control/contract.ts'
import { createControl } from './control/control.ts'
import { guard, isLoopbackHost, isOwnOrigin } from './control/guard.ts'
import { sandboxStateOf } from './control/state.ts'
import { type Clock, systemClock } from './discord/clock.ts'
import { createDiscord, type Discord } from './discord/discord.ts'
import { createRest } from './discord/rest/rest.ts'
import { environmentOf } from './environment.ts'
import { createSandboxKaltura, type SandboxKaltura } from './kaltura/index.ts'
import { discordPort, openLoopback } from './loopback.ts'
import { pageFiles } from './page-files.ts'

export interface SandboxOptions {
  /** Of Discord, the page and the control API. Default 3333; the real embedded SDK works at no other. 0 takes any free port. */
  port?: number
  /** Of the activity's own origin. Default: any free port. */
  activityPort?: number
  /** The built page; without it `/` says that it is missing. */
  pageDir?: string
  /** `false` runs without a Kaltura. Default true. */
  kaltura?: boolean
  /** Time and timers of Discord. Default: the system's. */
  clock?: Clock
  /** Gets one line per thing worth knowing; never a secret. Default: nobody hears. */
  log?: (line: string) => void
}

/** A running sandbox, reachable from this machine only. */
export interface Sandbox {
  /** The page, Discord's REST under `/api`, the gateway under `/gateway`, the control API under `/sandbox`: `http://localhost:3333`. */
  readonly url: string
  /** Where frames of the activity live: `http://127.0.0.1:<port>`. */
  readonly activityOrigin: string
  /** The environment variables that point our bot and server at this sandbox. Holds its secrets, new at every start. */
  readonly environment: Readonly<Record<string, string>>
  /** Ed25519 public key (hex) that the activity proxy's signature headers can be checked with. */
  readonly publicKey: string
  readonly discord: Discord
  readonly kaltura: SandboxKaltura | undefined
  /** URL mapping `/`: our server. */
  setActivityTarget(url: string): void
  /** URL mappings `/kaltura` and `/kaltura-media`. Set to the sandbox's own Kaltura at the start. */
  setKalturaHosts(hosts: { api: string; media: string }): void
  state(): SandboxState
  /** Ends every socket, timer and server. Twice does no harm. */
  close(): Promise<void>
}

/**
 * Starts a Discord and a Kaltura on this machine.
 * @throws PortTakenError (`sandbox.port-taken`)
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = discordPort, activityPort = 0, pageDir, clock = systemClock, log = () => {} } = options
  const opened: { close(): Promise<void> }[] = []
  const closeOpened = () => Promise.all(opened.map((one) => one.close()))
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.push(one)
    return one
  }
  const open = async () => ({
    door: keep(await openLoopback({ port, both: true })),
    activityDoor: keep(await openLoopback({ port: activityPort, both: false })),
    kaltura:
      options.kaltura === false
        ? undefined
        : keep(await createSandboxKaltura({ now: clock.now, log, timer: (run, afterMs) => clock.after(afterMs, run) })),
  })
  const { door, activityDoor, kaltura } = await open().catch(async (error: unknown) => {
    await closeOpened()
    throw error
  })

  const url = `http://localhost:${door.port}`
  const discord = createDiscord({ clock, gatewayUrl: `ws://localhost:${door.port}/gateway`, log })
  const proxy = createActivityProxy({
    door: activityDoor,
    hostOrigin: url,
    applicationId: discord.store.world.application.id,
    privateKey: discord.secrets.privateKey,
    userOfTicket: discord.instances.userOfTicket,
    now: clock.now,
    log,
  })
  if (kaltura) mapKaltura(proxy, { api: kaltura.apiUrl, media: kaltura.mediaUrl })

  const ending = new AbortController()
  const app = new Hono()
  const rest = createRest(discord)
  app.use(guard(url))
  app.route(controlPrefix, createControl({ discord, kaltura, activityOrigin: proxy.origin, signal: ending.signal }))
  app.route('/api/v10', rest)
  app.route('/api', rest)
  app.route('/', pageFiles({ pageDir, ownUrl: url }))

  const listener = getRequestListener(app.fetch)
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { host, origin } = request.headers
    const isGateway = /^\/gateway\/?(\?|$)/.test(request.url ?? '')
    if (isGateway && isLoopbackHost(host) && isOwnOrigin(origin, url)) discord.gateway.upgrade(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  }
  for (const server of door.servers) server.on('request', listener).on('upgrade', onUpgrade)

  let closing: Promise<unknown> | undefined
  const closeAll = (): Promise<unknown> => {
    ending.abort()
    discord.gateway.close()
    proxy.close()
    return closeOpened()
  }
  return {
    url,
    activityOrigin: proxy.origin,
    environment: environmentOf(discord, kaltura),
    publicKey: discord.secrets.publicKey,
    discord,
    kaltura,
    setActivityTarget: (target) => proxy.map('/', target),
    setKalturaHosts: (hosts) => mapKaltura(proxy, hosts),
    state: () => sandboxStateOf(discord, kaltura, proxy.origin),
    async close() {
      closing ??= closeAll()
      await closing
    },
  }
}

function mapKaltura(proxy: ActivityProxy, hosts: { api: string; media: string }): void {
  proxy.map('/kaltura', hosts.api)
  proxy.map('/kaltura-media', hosts.media)
}
