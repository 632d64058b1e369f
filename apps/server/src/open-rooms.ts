import { randomUUID } from 'node:crypto'
import { uptime } from 'node:os'
import type { Settings } from '@kaltura-discord/core'
import type { ServerLog } from '@kaltura-discord/server'
import { type ConnectRedisOptions, connectRedis, noAnswerOf } from '@kaltura-discord/stores/redis'
import { openSqliteRoomSnapshots } from '@kaltura-discord/stores/sqlite'
import { createMemoryRoomStore } from '@kaltura-discord/sync'
import type { RoomsEngine } from '@kaltura-discord/sync/host'
import { createRedisRooms } from '@kaltura-discord/sync/redis'

type HowToConnect = Pick<ConnectRedisOptions, 'patienceMs'>

export interface OpenRooms {
  engine: RoomsEngine
  close(): Promise<void>
}

/**
 * Where rooms are kept: in memory with a copy in the data folder, or in Redis if the operator named one.
 * @throws InvalidInputError when Redis is named and its npm package isn't there; UnavailableError when it doesn't answer
 */
export async function openRooms(settings: Settings, log: ServerLog, how: HowToConnect = {}): Promise<OpenRooms> {
  const { ROOMS_REDIS_URL, REDIS_URL, DATA_DIR: folder } = settings
  const url = ROOMS_REDIS_URL ?? REDIS_URL
  if (url === undefined) return openMemoryRooms(folder === ':memory:' ? folder : `${folder}/rooms.db`)
  return openRedisRooms(url, ROOMS_REDIS_URL === undefined ? 'REDIS_URL' : 'ROOMS_REDIS_URL', log, how)
}

function openMemoryRooms(file: string): OpenRooms {
  const now = () => performance.timeOrigin + performance.now()
  const snapshots = openSqliteRoomSnapshots({ file })
  return { engine: { store: createMemoryRoomStore({ now, snapshots }), now }, close: async () => snapshots.close() }
}

async function openRedisRooms(url: string, setting: string, log: ServerLog, how: HowToConnect): Promise<OpenRooms> {
  const redis = await connectRedis({
    url,
    setting,
    onDown: () => log.error({}, 'Redis cannot be reached: rooms play on, but nobody can steer them'),
    ...how,
  })
  const { client, subscriber } = redis
  const options = { client, subscriber, prefix: 'kaltura-discord:', node: randomUUID(), uptime: () => uptime() * 1000 }
  const rooms = await createRedisRooms(options).catch(() => {
    redis.close()
    throw noAnswerOf(setting)
  })
  return {
    engine: rooms,
    async close() {
      rooms.stop()
      redis.close()
    },
  }
}
