import { StoreUnavailable } from '../errors/sync-error.ts'
import { decodePresence, encodePresence } from '../presence/presence-document.ts'
import { type NodePresence, presenceRules, type RoomPresence } from '../presence/room-presence.ts'
import type { RoomId } from '../room/room-state.ts'
import type { Ms, Timers } from '../time.ts'
import { presenceScript } from './presence-script.ts'
import type { ListenToChannel } from './redis-channels.ts'
import { createRedisCall, processTimers, type RedisClient, redisKey, redisTimeoutMs } from './redis-client.ts'

export interface RedisRoomPresenceOptions {
  client: RedisClient
  /** From `createRedisChannels`. */
  listen: ListenToChannel
  /** Goes before every key, such as `kd:`. */
  prefix: string
  /** A node that says nothing for so long is dead. Default: 5 s. */
  ttlMs?: Ms
  /** Default: `setTimeout`. */
  timers?: Timers
  /** A command without an answer counts as failed after this. Default: 2 s. */
  timeoutMs?: Ms
}

/** Presence of several nodes in Redis or Valkey: one hash for each room, a field for each node, expiry by the `TIME` of Redis. */
export function createRedisRoomPresence({
  client,
  listen,
  prefix,
  ttlMs = presenceRules.ttlMs,
  timers = processTimers,
  timeoutMs = redisTimeoutMs,
}: RedisRoomPresenceOptions): RoomPresence {
  const call = createRedisCall(client, timers, timeoutMs)

  async function run(room: RoomId, node: string, list: string): Promise<NodePresence[]> {
    const key = redisKey(prefix, room, 'presence')
    const reply = await call(['EVAL', presenceScript, '1', key, node, list, String(ttlMs), key])
    if (!Array.isArray(reply)) throw new StoreUnavailable('Redis answered something else than who is present.')
    const texts = reply.map(String)
    return texts.flatMap((name, index) => (index % 2 === 0 ? [{ node: name, connections: decodePresence(texts[index + 1] ?? '') }] : []))
  }

  return {
    put: (room, node, connections) => run(room, node, connections.length > 0 ? encodePresence(connections) : ''),
    list: (room) => run(room, '', ''),
    async announce(room, text) {
      await call(['PUBLISH', redisKey(prefix, room, 'announcements'), text])
    },
    hear: (room, listener) => listen(redisKey(prefix, room, 'announcements'), { onMessage: listener, onGap() {} }),
    watch: (room, listener) => listen(redisKey(prefix, room, 'presence'), { onMessage: listener, onGap: listener }),
  }
}
