import { joinPath, roomSocketPath } from '@kaltura-discord/api'
import { InvalidInputError, readSettings, type Settings } from '@kaltura-discord/core'
import { discordAddress } from '@kaltura-discord/discord'
import {
  createConsoleLog,
  createRoomTicketVerifier,
  createServer,
  keepLeftOff,
  mayOpenRooms,
  placeOfRoom,
  type Server,
} from '@kaltura-discord/server'
import { createD1Stores, prepareD1 } from '@kaltura-discord/stores/d1'
import { createRoomObject, type RoomObject, type WorkerSocket } from '@kaltura-discord/sync/durable-object'
import { openGuilds } from './guilds.ts'
import { roomPages } from './room-pages.ts'
import { serverOptions } from './server-options.ts'
import type { RoomState, WorkerContext, WorkerEnvironment } from './worker-runtime.ts'

/** Asks an object what its room shows. Nobody else can: whoever comes from outside reaches objects by {@link roomSocketPath} alone. */
const shownUrl = 'https://room/shown'

const log = createConsoleLog({ name: 'kaltura-discord-server', console, now: Date.now })

let starting: Promise<Server> | undefined

/** The server as a Cloudflare Worker: D1 for data, one Durable Object per room, the Activity as static assets. */
const worker = {
  async fetch(request: Request, environment: WorkerEnvironment, context: WorkerContext): Promise<Response> {
    const url = new URL(request.url)
    if (url.pathname === roomSocketPath) {
      const page = { origin: request.headers.get('origin') ?? undefined, host: url.host }
      if (!mayOpenRooms(page, roomPages(settingsOf(environment)))) return new Response('This page may not open rooms.', { status: 403 })
      // The ticket in the first message decides; the name here only picks the object that will read it. What can be told without one is told before an object wakes.
      const room = url.searchParams.get('room') ?? ''
      if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') return notASocket()
      if (!placeOfRoom(room)) return new Response('No room has such a name.', { status: 404 })
      return environment.ROOMS.get(environment.ROOMS.idFromName(room)).fetch(request)
    }
    if (url.pathname === '/' || url.pathname.startsWith('/assets/')) return environment.ASSETS.fetch(request)
    if (url.pathname === joinPath) return joinPage(await environment.ASSETS.fetch(new Request(new URL('/', url))))
    const server = await started(environment)
    const response = await server.fetch(request)
    context.waitUntil(server.idle())
    return response
  },

  async scheduled({ scheduledTime }: { scheduledTime: number }, environment: WorkerEnvironment, context: WorkerContext): Promise<void> {
    const server = await started(environment)
    server.deliver()
    context.waitUntil(server.idle())
    if (new Date(scheduledTime).getUTCMinutes() === 0) context.waitUntil(server.sweep())
  },
}

function notASocket(): Response {
  return new Response('This is a WebSocket.', { status: 426 })
}

/** The same page; Discord sends people back to it with a code in the address. */
function joinPage(page: Response): Response {
  const headers = new Headers(page.headers)
  headers.set('cache-control', 'no-store')
  headers.set('referrer-policy', 'no-referrer')
  return new Response(page.body, { status: page.status, headers })
}

function unkept(error: unknown): void {
  log.warn({ error }, 'where a channel stopped could not be written down')
}

/** One room of people who watch together. It sleeps while nothing happens. */
export class Room {
  readonly #room: RoomObject<Response>

  constructor(state: RoomState, environment: WorkerEnvironment) {
    const { programmes } = createD1Stores({ client: environment.DB })
    this.#room = createRoomObject<Response>(state, {
      wrapStore: (rooms, timers) => keepLeftOff({ rooms, programmes, now: Date.now, timers, onError: unkept }).store,
      queueable: async (pass, entryId) => (await started(environment)).queueable(pass, entryId),
      verify: createRoomTicketVerifier({ secret: settingsOf(environment).SERVER_SECRET }),
      serves: (room) => environment.ROOMS.idFromName(room).equals(state.id),
      upgrade() {
        const pair = new WebSocketPair()
        return { server: pair[1], response: new Response(null, { status: 101, webSocket: pair[0] }) }
      },
      refuse: notASocket,
    })
  }

  async fetch(request: Request): Promise<Response> {
    if (request.url !== shownUrl) return this.#room.fetch(request)
    const mediaId = await this.#room.shows()
    return new Response(mediaId ?? null, { status: mediaId === undefined ? 204 : 200 })
  }

  webSocketMessage(socket: WorkerSocket, message: string | ArrayBuffer): void {
    this.#room.webSocketMessage(socket, message)
  }

  webSocketClose(socket: WorkerSocket, code: number): void {
    this.#room.webSocketClose(socket, code)
  }

  webSocketError(socket: WorkerSocket): void {
    this.#room.webSocketError(socket)
  }

  alarm(): Promise<void> {
    return this.#room.alarm()
  }
}

function started(environment: WorkerEnvironment): Promise<Server> {
  starting ??= start(environment).catch((error: unknown) => {
    starting = undefined
    throw error
  })
  return starting
}

async function start(environment: WorkerEnvironment): Promise<Server> {
  const settings = settingsOf(environment)
  await prepareD1({ client: environment.DB })
  const stores = createD1Stores({ client: environment.DB })
  const guilds = openGuilds({ settings, store: stores.guildConfigs, log })
  return createServer({
    ...serverOptions({ settings, guilds, stores, log, discordApiUrl: discordAddress }),
    showing: (room) => showing(environment, room),
  })
}

async function showing({ ROOMS }: WorkerEnvironment, room: string): Promise<string | undefined> {
  const answer = await ROOMS.get(ROOMS.idFromName(room)).fetch(new Request(shownUrl))
  return answer.status === 200 ? answer.text() : undefined
}

function settingsOf(environment: WorkerEnvironment): Settings {
  const texts = Object.fromEntries(Object.entries(environment).filter(([, value]) => typeof value === 'string'))
  const outcome = readSettings({ environment: texts })
  if (outcome.kind === 'complete') {
    const asking = (['KALTURA_RECONCILE_SECONDS', 'KALTURA_MEETINGS_SECONDS', 'KALTURA_LIVE_ENTRIES'] as const).filter((name) =>
      outcome.settings.connections.some((connection) => connection[name] !== undefined),
    )
    if (asking.length > 0)
      throw new InvalidInputError(`A Worker does not run between requests: remove ${asking.join(' and ')}, or run the server on Node.`)
    const named = (['DATABASE_URL', 'REDIS_URL', 'ROOMS_REDIS_URL'] as const).filter((name) => outcome.settings[name] !== undefined)
    if (named.length > 0)
      throw new InvalidInputError(
        `A Worker keeps data in D1 and rooms in Durable Objects: remove ${named.join(' and ')}, or run the server on Node.`,
      )
    return outcome.settings
  }
  throw new InvalidInputError(
    `The Worker cannot start: ${outcome.kind === 'incomplete' ? outcome.problems.join('; ') : 'no settings at all'}.`,
  )
}

// biome-ignore lint/style/noDefaultExport: Workers take their handlers from the default export
export default worker
