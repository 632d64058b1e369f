import type { Server as HttpServer } from 'node:http'
import { serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { joinPath, roomSocketPath } from '@kaltura-discord/api'
import { CodedError } from '@kaltura-discord/core'
import type { RoomsEngine } from '@kaltura-discord/sync/host'
import type { Server } from '../create-server.ts'
import { repeat } from '../lookout/repeat.ts'
import { type AttachRoomsOptions, attachRooms } from '../rooms/attach-rooms.ts'
import { keepLeftOff } from '../rooms/keep-left-off.ts'
import type { RoomOrigins } from '../rooms/room-origins.ts'
import { type ServerLog, silentLog } from '../server-log.ts'
import { startTimer } from '../start-timer.ts'
import { mountMetrics } from './metrics.ts'
import { unusedConnections } from './unused-connections.ts'

export interface ListenOptions {
  server: Server
  /** Where rooms are kept; for several servers, what `createRedisRooms` of `@kaltura-discord/sync/redis` makes. */
  rooms: RoomsEngine
  /** 0 for any free port. */
  port: number
  /** `127.0.0.1` by default; a container wants `0.0.0.0`. */
  host?: string
  /** Folder of the built Activity, served at `/`; none serves only the API. */
  activityDir?: string
  /** Pages that may open a room's WebSocket. Default: `any`, because the Activity's is that of Discord's proxy, which only the operator's application has. */
  origins?: RoomOrigins
  /** A flight recorder for each room that is taken up, such as `createRoomLogs` of `./rooms`. Default: nothing is recorded. */
  record?: NonNullable<AttachRoomsOptions['record']>
  /** How long a request may take to arrive, to the last byte of its body, in ms; slower ones get 408. Node's own 300,000 lets few slow senders hold many sockets. Default 20,000. */
  requestTimeoutMs?: number
  log?: ServerLog
}

const deliveryEveryMs = 5000
const sweepEveryMs = 3_600_000

/**
 * Gives a server a port on Node: HTTP, the rooms' WebSockets, the Activity's files, timers for deliveries and for what is kept too long, and the lookouts of its connections.
 * @returns the port, and how to stop: no new connections, rooms told to come back, open requests finished.
 * @throws CodedError `server.port-taken` with a sentence that says what to do.
 */
export async function listen(options: ListenOptions) {
  const {
    server,
    rooms,
    port,
    host = '127.0.0.1',
    activityDir,
    origins = 'any',
    record,
    requestTimeoutMs = 20_000,
    log = silentLog,
  } = options
  if (activityDir !== undefined) {
    server.app.use(
      '/assets/*',
      serveStatic({ root: activityDir, onFound: (_, context) => context.header('cache-control', 'public, max-age=31536000, immutable') }),
    )
    server.app.get('/', serveStatic({ root: activityDir, path: 'index.html' }))
    // Discord sends people back to here with a code in the address.
    server.app.get(
      joinPath,
      serveStatic({ root: activityDir, path: 'index.html', onFound: (_, context) => context.header('cache-control', 'no-store') }),
    )
  }
  server.health.add('rooms', () => rooms.store.read('health'))
  mountMetrics(server.app, { health: server.health, backlogs: server.backlogs, guard: server.guardService })
  const serverOptions = { requestTimeout: requestTimeoutMs, connectionsCheckingInterval: requestTimeoutMs / 4 }
  const http = serve({ fetch: server.app.fetch, port, hostname: host, serverOptions }) as HttpServer
  const endUnused = unusedConnections(http)
  await new Promise<void>((done, fail) => {
    http.once('listening', done)
    http.once('error', (cause: NodeJS.ErrnoException) =>
      fail(
        cause.code === 'EADDRINUSE'
          ? new CodedError({
              code: 'server.port-taken',
              message: `Port ${port} is taken by another program. Stop it, or set PORT to a free one.`,
              retryable: false,
              cause,
            })
          : cause,
      ),
    )
  })
  const kept = keepLeftOff({
    rooms: rooms.store,
    programmes: server.programmes,
    now: rooms.now,
    timers: { after: startTimer },
    onError: (error) => log.warn({ error }, 'where a channel stopped could not be written down'),
  })
  const attached = attachRooms(http, {
    ...rooms,
    verify: server.verifyRoomTicket,
    queueable: server.queueable,
    store: kept.store,
    path: roomSocketPath,
    origins,
    ...(record ? { record } : {}),
    log: (entry) => {
      if (entry.event !== 'room.closed-connection') log.warn({ ...entry }, 'a room had trouble')
    },
  })
  const deliveries = setInterval(server.deliver, deliveryEveryMs)
  server.deliver()
  const sweeping = repeat(
    async () => {
      const rows = await server.sweep()
      if (rows > 0) log.info({ rows }, 'what was kept for long enough is gone')
    },
    {
      everyMs: sweepEveryMs,
      after: startTimer,
      onFailure: (error) => log.warn({ error }, 'what is kept for too long could not be removed'),
    },
  )
  const lookout = server.lookOut({ after: startTimer, random: Math.random })

  const address = http.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    async close(): Promise<void> {
      clearInterval(deliveries)
      await Promise.all([lookout.stop(), sweeping.stop()])
      await attached.close()
      await kept.close()
      server.hangUp()
      http.closeIdleConnections()
      endUnused()
      await new Promise((done) => http.close(done))
      await server.close()
    },
  }
}
