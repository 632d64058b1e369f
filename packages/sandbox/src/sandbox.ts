import { randomInt } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { env } from 'node:process'
import type { Duplex } from 'node:stream'
import { getRequestListener } from '@hono/node-server'
import { InvalidInputError } from '@kaltura-discord/core'
import { Hono } from 'hono'
import { type ActivityProxy, createActivityProxy } from './activity-proxy/activity-proxy.ts'
import { controlPrefix, type SandboxState } from './control/contract.ts'
import { createControl } from './control/control.ts'
import { guard, isLoopbackHost, isOwnOrigin, mayAskRest } from './control/guard.ts'
import { sandboxStateOf } from './control/state.ts'
import { checkSandboxToken } from './discord/bot-token.ts'
import { cast } from './discord/cast.ts'
import { systemClock } from './discord/clock.ts'
import { createDiscord } from './discord/discord.ts'
import { attachmentRoutes } from './discord/rest/attachments.ts'
import { consentRoutes } from './discord/rest/consent.ts'
import { crossOrigin } from './discord/rest/cross-origin.ts'
import { createRest } from './discord/rest/rest.ts'
import { environmentOf } from './environment.ts'
import { seededRandom, seedOf } from './faults/seeded-random.ts'
import { layWires } from './faults/wired.ts'
import { createSandboxKaltura } from './kaltura/index.ts'
import { discordPort, openLoopback } from './loopback.ts'
import { pageFiles } from './page-files.ts'
import { refuseRealCredentials } from './real-credentials.ts'
import type { Sandbox } from './running-sandbox.ts'
import type { SandboxOptions } from './sandbox-options.ts'
import { checkScenario } from './scenario/read-scenario.ts'
import { createScenarios } from './scenario/scenarios.ts'
import { secretsOf } from './wire/secrets-of.ts'

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
    seed = randomInt(2 ** 32),
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
  const wires = layWires({ clock: options.clock ?? systemClock, seed, fetch: globalThis.fetch })
  const { clock, faults, wire } = wires
  const open = async () => ({
    door: keep(await openLoopback({ port, both: true })),
    activityDoor: keep(await openLoopback({ port: activityPort, both: false })),
    memberDoors: await Promise.all(
      Object.values(cast.members).map(async ({ userId, displayName }) => ({
        userId,
        name: displayName,
        door: keep(await openLoopback({ port: 0, both: false })),
      })),
    ),
    kaltura:
      options.kaltura === false
        ? undefined
        : keep(
            await createSandboxKaltura({
              now: clock.now,
              log,
              timer: (run, afterMs) => clock.after(afterMs, run),
              fetch: wires.notificationFetch,
              ksWatch: wires.ksWatch,
              apiFront: wires.kalturaApi,
              mediaFront: wires.kalturaMedia,
            }),
          ),
  })
  const { door, activityDoor, memberDoors, kaltura } = await open().catch(async (error: unknown) => {
    await closeOpened()
    throw error
  })

  const url = `http://localhost:${door.port}`
  const discord = createDiscord({
    clock,
    gatewayUrl: `ws://localhost:${door.port}/gateway`,
    log,
    botToken,
    shards,
    invalidRequestLimit,
    activities: options.activities,
    random: wires.random,
    gatewayHooks: wires.gatewayHooks,
  })
  for (const secret of secretsOf(discord, kaltura)) wire.secret(secret)
  const proxy = createActivityProxy({
    door: activityDoor,
    hostOrigin: url,
    applicationId: discord.store.world.application.id,
    privateKey: discord.secrets.privateKey,
    userOfTicket: discord.instances.userOfTicket,
    members: memberDoors,
    clientOf: discord.clients.of,
    isWatching: discord.instances.isWatching,
    after: clock.after,
    chance: seededRandom(seedOf(seed, 0)), // faults count from 1
    front: wires.activityProxy,
    now: clock.now,
    log,
  })
  discord.store.subscribe(proxy.clientsChanged)
  if (kaltura) mapKaltura(proxy, { api: kaltura.apiUrl, media: kaltura.mediaUrl })

  const ending = new AbortController()
  const app = new Hono()
  const rest = createRest(discord)
  const frameOrigins = new Set([proxy.origin, ...memberDoors.map(({ userId }) => proxy.originOf(userId))])
  const isFrame = (origin: string | undefined): boolean => origin !== undefined && frameOrigins.has(origin)
  app.use(guard(url, isFrame))
  app.use('/api/*', crossOrigin(isFrame))
  const state = (): SandboxState => sandboxStateOf(discord, kaltura, proxy.originOf, faults, scenarios)
  const scenarios = createScenarios({ discord, kaltura, faults, clock, state, signal: ending.signal })
  app.route(
    controlPrefix,
    createControl({ state, kaltura, faults, scenarios, wire: wire.log, frameOrigin: proxy.originOf, signal: ending.signal }),
  )
  app.route('/api/v10', rest)
  app.route('/api', rest)
  app.route('/', consentRoutes(discord))
  app.route('/', attachmentRoutes(discord.attachments))
  app.route('/', pageFiles({ pageDir, ownUrl: url }))

  const restFront = wires.rest(
    ({ method, url: path = '', headers: { host, origin } }) =>
      method !== 'OPTIONS' && isLoopbackHost(host) && mayAskRest({ path, origin }, url, isFrame),
  )
  const listener = restFront(getRequestListener(app.fetch))
  const joinGateway = wires.gateway.upgrade(discord.gateway.upgrade)
  faults.subscribe(() => kaltura?.setMediaDown(faults.all().some(({ kind }) => kind === 'down')))
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const { host, origin } = request.headers
    const isGateway = /^\/gateway\/?(\?|$)/.test(request.url ?? '')
    if (isGateway && isLoopbackHost(host) && isOwnOrigin(origin, url)) joinGateway(request, socket, head)
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\ncontent-length: 0\r\n\r\n')
  }
  for (const server of door.servers) server.on('request', listener).on('upgrade', onUpgrade)

  let closing: Promise<unknown> | undefined
  const closeAll = (): Promise<unknown> => {
    ending.abort()
    discord.gateway.close()
    proxy.close()
    wires.close()
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
    setRedirectUris: (uris) =>
      discord.store.change(() => {
        discord.store.world.application.redirectUris = [...uris]
      }),
    setKalturaHosts: (hosts) => mapKaltura(proxy, hosts),
    ...scenarios.act,
    state,
    fault(order) {
      const outcome = faults.add(order)
      if (outcome.kind === 'refused') throw new InvalidInputError(outcome.why)
      return { fault: outcome.fault, remove: () => void faults.remove(outcome.fault.id) }
    },
    async play(wanted) {
      const checked = checkScenario(wanted)
      if (checked.kind === 'wrong') throw new InvalidInputError(checked.why)
      await scenarios.player.play(checked.scenario)
    },
    record() {
      scenarios.recorder.start()
      return {
        stop(name) {
          const scenario = scenarios.recorder.stop(name)
          if (!scenario) throw new InvalidInputError('Nothing is being recorded any more.')
          return scenario
        },
      }
    },
    wire: wire.log,
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
