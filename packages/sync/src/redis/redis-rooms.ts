import { createClusterClock } from '../clock/cluster-clock.ts'
import { StoreUnavailable } from '../errors/sync-error.ts'
import type { RoomsEngine } from '../host/rooms-engine.ts'
import type { Clock, Ms, Timers } from '../time.ts'
import { createRedisChannels } from './redis-channels.ts'
import { createRedisCall, processTimers, type RedisClient, type RedisSubscriber, redisTimeoutMs } from './redis-client.ts'
import { createRedisRoomPresence } from './redis-room-presence.ts'
import { createRedisRoomStore } from './redis-room-store.ts'

export interface RedisRoomsOptions {
  /** Connected, and told to fail at once while it is not (`disableOfflineQueue`): nobody waits for what will be too late. */
  client: RedisClient
  /** Another connection, for subscriptions: `client.duplicate()`. */
  subscriber: RedisSubscriber
  /** Goes before every key, such as `kd:`. */
  prefix: string
  /** Name of this node: a new one for every start, such as a UUID. */
  node: string
  /** Default: `performance`. */
  clock?: Clock
  /**
   * A clock of this machine that goes on while it sleeps, in ms; on Node `() => uptime() * 1000` of `node:os`. Default: `Date.now`, which cannot tell a sleep from
   * a clock that was set together with that of a Redis on the same machine: rooms would then move by as much.
   */
  uptime?: () => Ms
  /** Default: `setTimeout`. */
  timers?: Timers
  /** A command without an answer counts as failed after this. Default: 2 s. */
  timeoutMs?: Ms
}

/**
 * All that a gate needs to be one of several, over one Redis or Valkey: rooms, presence and time. Give it to `createRoomGate` or `attachRooms`.
 *
 * What Redis loses is lost: with `appendfsync everysec`, up to a second of commits when its machine dies; what was not yet replicated when it fails over.
 * Gates notice, and their clients see a new epoch.
 * @throws StoreUnavailable when Redis does not answer now
 */
export async function createRedisRooms(options: RedisRoomsOptions): Promise<RoomsEngine & { stop(): void }> {
  const { client, subscriber, prefix, node } = options
  const { clock = performance, uptime = Date.now, timers = processTimers, timeoutMs = redisTimeoutMs } = options
  const call = createRedisCall(client, timers, timeoutMs)
  const shared = { client, listen: createRedisChannels(subscriber), prefix, timers, timeoutMs }
  const time = createClusterClock({ ask: async () => timeOf(await call(['TIME'])), clock, timers, uptime })
  await time.start()
  return {
    node,
    store: createRedisRoomStore(shared),
    presence: createRedisRoomPresence(shared),
    now: time.now,
    boundMs: time.boundMs,
    onStep: time.onStep,
    askTime: time.askNow,
    stop: time.stop,
  }
}

/** Seconds and microseconds. */
function timeOf(reply: unknown): Ms {
  const [seconds, micros] = Array.isArray(reply) ? reply.map(Number) : []
  if (seconds === undefined || micros === undefined || !Number.isFinite(seconds + micros))
    throw new StoreUnavailable('Redis answered something else than its time.')
  return seconds * 1000 + micros / 1000
}
