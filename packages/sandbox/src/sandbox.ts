import type { IncomingMessage } from 'node:http'
import { env } from 'node:process'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { InvalidInputError } from '@kaltura-discord/core'
import { Hono } from 'hono'
import { type Act, createAct } from './act/act.ts'
import { type ActivityProxy, createActivityProxy } from './activity-proxy/activity-proxy.ts'
import { controlPrefix, type SandboxFault, type SandboxState } from './control/contract.ts'
import { createControl } from './control/control.ts'
import { guard, isLoopbackHost, isOwnOrigin } from './control/guard.ts'
import { sandboxStateOf } from './control/state.ts'
import { checkSandboxToken } from './discord/bot-token.ts'
import { type Clock, systemClock } from './discord/clock.ts'
import { createDiscord, type Discord } from './discord/discord.ts'
import { createRest } from './discord/rest/rest.ts'
import { environmentOf } from './environment.ts'
import { createFaultDoor } from './faults/fault-door.ts'
import type { FaultOrder } from './faults/fault-order.ts'
import { createFaults } from './faults/faults.ts'
import { createSandboxKaltura, type SandboxKaltura } from './kaltura/index.ts'
import { discordPort, openLoopback } from './loopback.ts'
import { pageFiles } from './page-files.ts'
import { type Environment, refuseRealCredentials } from './real-credentials.ts'

export interface SandboxOptions {
  /** Of Discord, the page and the control API. Default 3333; the real embedded SDK works at no other. 0 takes any free port. */
  port?: number
  /** Of the activity's own origin. Default: any free port. */
  activityPort?: number
  /** The built page; without it `/` says that it is missing. */
  pageDir?: string
  /** `false` runs without a Kaltura. Default true. */
  kaltura?: boolean
  /** A bot token of the sandbox's application that is to stay the same at every start: one that an earlier sandbox made. Default: a new one. */
  botToken?: string
  /** What is searched for production credentials, which a sandbox does not start beside. Default: the variables of this process. */
  environment?: Environment
  /** How many shards Discord recommends to a bot. Default 1. */
  shards?: number
  /** How many refused requests (401, 403, 429) in ten minutes lead to a ban. Default 10,000, as Discord's. */
  invalidRequestLimit?: number
  /** Time and timers of Discord. Default: the system's. */
  clock?: Clock
  /** Gets one line per thing worth knowing; never a secret. Default: nobody hears. */
  log?: (line: string) => void
}

/** A running sandbox, reachable from this machine only. */
export interface Sandbox extends Act {
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
  /**
   * Lets something go wrong until it has hit `times` requests, or is removed: `fault({ place: 'discord-rest', kind: 'status', status: 503, times: 2 })`.
   * A `cut` at `activity-proxy` also cuts the WebSockets that are open. The control API never fails on purpose.
   * @throws InvalidInputError for an order that makes no sense, or when there are fifty faults already.
   */
  fault(order: FaultOrder): { readonly fault: SandboxFault; remove(): void }
  /** Closes every bot's gateway connection with 4000, as Discord does when it moves bots: they have to resume. */
  dropGateway(): void
  /** Ends every socket, timer and server. Twice does no harm. */
  close(): Promise<void>
}

/**
 * Starts a Discord and a Kaltura on this machine.
 * @throws PortTakenError (`sandbox.port-taken`)
 * @throws RealCredentialsError (`sandbox.real-credentials`) beside real secrets or with `NODE_ENV=production`
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const {
    port = discordPort,
    activityPort = 0,
    pageDir,
    botToken,
    shards = 1,
    invalidRequestLimit = 10_000,
    clock = systemClock,
    log = () => {},
  } = options
  refuseRealCredentials({ ...(options.environment ?? env), ...(botToken === undefined ? {} : { botToken }) })
  if (botToken !== undefined) checkSandboxToken(botToken)
  const opened: { close(): Promise<void> }[] = []
  const closeOpened = () => Promise.all(opened.map((one) => one.close()))
  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    opened.push(one)
    return one
  }
  const faults = createFaults()
  const open = async () => ({
    door: keep(await openLoopback({ port, both: true })),
    activityDoor: keep(await openLoopback({ port: activityPort, both: false })),
    kaltura:
      options.kaltura === false
        ? undefined
        : keep(
            await createSandboxKaltura({
              now: clock.now,
              log,
              timer: (run, afterMs) => clock.after(afterMs, run),
              apiFront: createFaultDoor({ place: 'kaltura-api', faults, clock }).request,
              mediaFront: createFaultDoor({ place: 'kaltura-media', faults, clock }).request,
            }),
          ),
  })
  const { door, activityDoor, kaltura } = await open().catch(async (error: unknown) => {
    await closeOpened()
    throw error
  })

  const url = `http://localhost:${door.port}`
  const discord = createDiscord({ clock, gatewayUrl: `ws://localhost:${door.port}/gateway`, log, botToken, shards, invalidRequestLimit })
  const proxy = createActivityProxy({
    door: activityDoor,
    hostOrigin: url,
    applicationId: discord.store.world.application.id,
    privateKey: discord.secrets.privateKey,
    userOfTicket: discord.instances.userOfTicket,
    front: createFaultDoor({ place: 'activity-proxy', faults, clock }),
    now: clock.now,
    log,
  })
  if (kaltura) mapKaltura(proxy, { api: kaltura.apiUrl, media: kaltura.mediaUrl })

  const ending = new AbortController()
  const app = new Hono()
  const rest = createRest(discord)
  app.use(guard(url))
  app.route(controlPrefix, createControl({ discord, kaltura, faults, activityOrigin: proxy.origin, signal: ending.signal }))
  app.route('/api/v10', rest)
  app.route('/api', rest)
  app.route('/', pageFiles({ pageDir, ownUrl: url }))

  const restDoor = createFaultDoor({
    place: 'discord-rest',
    faults,
    clock,
    guards: ({ url: path = '', headers: { host, origin } }) => /^\/api[/?]/.test(path) && isLoopbackHost(host) && isOwnOrigin(origin, url),
  })
  const state = () => sandboxStateOf(discord, kaltura, proxy.origin, faults.all())
  const listener = restDoor.request(getRequestListener(app.fetch))
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
    ...createAct({ discord, state, signal: ending.signal }),
    state,
    fault(order) {
      const outcome = faults.add(order)
      if (outcome.kind === 'refused') throw new InvalidInputError(outcome.why)
      return { fault: outcome.fault, remove: () => void faults.remove(outcome.fault.id) }
    },
    dropGateway: () => discord.gateway.drop(),
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
