import { StoreMisused, StoreUnavailable } from '../errors/sync-error.ts'
import type { MarkedRevision } from '../protocol/revision.ts'
import { isCount } from '../protocol/shape.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import type { RoomId } from '../room/room-state.ts'
import { assertNextSeq, commitsAfter, type RoomNotice, type RoomStore, type StoredRoom } from '../room-store/room-store.ts'
import type { Ms, Timers } from '../time.ts'
import { commitScript } from './commit-script.ts'
import type { ListenToChannel } from './redis-channels.ts'
import { createRedisCall, processTimers, type RedisClient, redisKey, redisTimeoutMs } from './redis-client.ts'

export interface RedisRoomStoreOptions {
  client: RedisClient
  /** From `createRedisChannels`. */
  listen: ListenToChannel
  /** Goes before every key, such as `kd:`. */
  prefix: string
  /** A room that nobody changed for so long is forgotten. Default: 6 hours. */
  forgetAfterMs?: Ms
  /** About how many commits are kept in a room's stream. Default: 1000. */
  historyLength?: number
  /** Default: `setTimeout`. */
  timers?: Timers
  /** A command without an answer counts as failed after this. Default: 2 s. */
  timeoutMs?: Ms
}

/**
 * Rooms in Redis or Valkey. One script checks sequence and mark, stamps with the `TIME` of Redis, writes, appends to a capped stream and publishes, so it
 * is atomic and every server sees one clock.
 */
export function createRedisRoomStore({
  client,
  listen,
  prefix,
  forgetAfterMs = 6 * 3_600_000,
  historyLength = 1000,
  timers = processTimers,
  timeoutMs = redisTimeoutMs,
}: RedisRoomStoreOptions): RoomStore {
  const call = createRedisCall(client, timers, timeoutMs)
  const roomKey = (room: RoomId) => redisKey(prefix, room, 'room')
  const historyKey = (room: RoomId) => redisKey(prefix, room, 'history')

  return {
    async read(room) {
      const reply = await call(['HMGET', roomKey(room), 'state', 'atMs'])
      const [state, atMs] = Array.isArray(reply) ? reply : []
      return storedRoom(state, atMs)
    },
    async commit(room, expectedSeq, next, events) {
      assertNextSeq(expectedSeq, next)
      const values = [
        expectedSeq,
        next.seq,
        next.epoch,
        encodeRoom(next),
        JSON.stringify(events),
        historyLength,
        forgetAfterMs,
        roomKey(room),
        next.afterMark,
        next.mark,
      ]
      const reply = await call(['EVAL', commitScript, '2', roomKey(room), historyKey(room), ...values.map(String)])
      const [verdict, state, atMs] = Array.isArray(reply) ? reply.map(String) : []
      if (verdict === 'committed') return { kind: 'committed', atMs: Number(atMs) }
      if (verdict === 'stale') return { kind: 'stale', current: storedRoom(state, atMs) }
      throw new StoreUnavailable('Redis answered a commit with something else than its outcome.')
    },
    watch: (room, listener) =>
      listen(roomKey(room), {
        onMessage(message) {
          const notice = noticeOf(message)
          if (notice) listener(notice)
        },
        onGap: () => listener({ kind: 'gap' }),
      }),
    async since(room, seq) {
      const reply = await call(['XRANGE', historyKey(room), String(seq), '+'])
      return Array.isArray(reply)
        ? commitsAfter(
            reply.map(commitOf).filter((commit) => commit !== undefined),
            seq,
          )
        : undefined
    },
  }
}

function storedRoom(state: unknown, atMs: unknown): StoredRoom | undefined {
  if (state === null || state === undefined || String(state) === '') return undefined
  const decoded = decodeRoom(String(state))
  if (!decoded) throw new StoreMisused('What Redis holds under a room key is not a room of this version.')
  return { state: decoded, atMs: Number(atMs) }
}

/** `[id, [field, value, …]]`, as Redis answers it. */
function commitOf(entry: unknown): MarkedRevision | undefined {
  const [id, fields] = Array.isArray(entry) ? entry : []
  const [, epoch, , mark] = Array.isArray(fields) ? fields.map(Number) : []
  const seq = Number(String(id).split('-')[0])
  return isCount(seq) && isCount(epoch) && isCount(mark) ? { epoch, seq, mark } : undefined
}

/** `epoch seq stamp document`, as the script publishes it. */
function noticeOf(message: string): RoomNotice | undefined {
  const parts = /^(\d+) (\d+) ([\d.]+) /.exec(message)
  if (!parts) return undefined
  const [head, epoch, seq, atMs] = parts
  return {
    kind: 'committed',
    epoch: Number(epoch),
    seq: Number(seq),
    stored() {
      const stored = storedRoom(message.slice(head.length), atMs)
      if (!stored) throw new StoreMisused('Redis published an empty room.')
      return stored
    },
  }
}
