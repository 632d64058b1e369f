import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import { uptime } from 'node:os'
import { InvalidInputError, type Settings, UnavailableError } from '@kaltura-discord/core'
import type { ServerLog } from '@kaltura-discord/server'
import { openSqliteRoomSnapshots } from '@kaltura-discord/stores/sqlite'
import { createMemoryRoomStore } from '@kaltura-discord/sync'
import type { RoomsEngine } from '@kaltura-discord/sync/host'
import { createRedisRooms } from '@kaltura-discord/sync/redis'

export interface OpenRooms {
  engine: RoomsEngine
  close(): Promise<void>
}

/**
 * Where rooms are kept: in memory with a copy in the data folder, or in Redis if the operator named one.
 * @throws InvalidInputError when Redis is named and its npm package isn't there; UnavailableError when it doesn't answer
 */
export async function openRooms(
  { ROOMS_REDIS_URL: url, DATA_DIR: folder }: Settings,
  log: ServerLog,
  require: (name: string) => unknown = createRequire(import.meta.url),
): Promise<OpenRooms> {
  if (url === undefined) return openMemoryRooms(folder === ':memory:' ? folder : `${folder}/rooms.db`)
  return openRedisRooms(url, log, installedRedis(require))
}

function openMemoryRooms(file: string): OpenRooms {
  const now = () => performance.timeOrigin + performance.now()
  const snapshots = openSqliteRoomSnapshots({ file })
  return { engine: { store: createMemoryRoomStore({ now, snapshots }), now }, close: async () => snapshots.close() }
}

/** The address may hold a password: no error and no log line repeats it. */
async function openRedisRooms(url: string, log: ServerLog, { createClient }: Redis): Promise<OpenRooms> {
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 5000,
    socket: { connectTimeout: 2000, reconnectStrategy: (tries) => Math.min(1000, 50 * 2 ** tries) },
  })
  const subscriber = client.duplicate()
  let isUp = true
  for (const connection of [client, subscriber]) {
    connection.on('error', () => {
      if (isUp) log.error({}, 'Redis cannot be reached: rooms play on, but nobody can steer them')
      isUp = false
    })
    connection.on('ready', () => {
      isUp = true
    })
  }
  const close = async () => {
    client.destroy()
    subscriber.destroy()
  }
  try {
    await within(5000, Promise.all([client.connect(), subscriber.connect()]))
    const rooms = await createRedisRooms({
      client,
      subscriber,
      prefix: 'kaltura-discord:',
      node: randomUUID(),
      uptime: () => uptime() * 1000,
    })
    return {
      engine: rooms,
      async close() {
        rooms.stop()
        await close()
      },
    }
  } catch {
    await close()
    throw new UnavailableError('The Redis that ROOMS_REDIS_URL names does not answer. Is it running, and may this server reach it?')
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, fail) => setTimeout(() => fail(new Error('late')), ms).unref())
  return Promise.race([work, late])
}

type Redis = typeof import('@redis/client')

/** Not imported: most servers run without. */
function installedRedis(require: (name: string) => unknown): Redis {
  try {
    return require('@redis/client') as Redis
  } catch (cause) {
    throw new InvalidInputError('ROOMS_REDIS_URL is set, but the npm package @redis/client is not installed beside the server', {
      cause: String(cause).split('\n')[0],
    })
  }
}
