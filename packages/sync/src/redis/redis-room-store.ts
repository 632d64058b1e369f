import { StoreMisused, StoreUnavailable } from '../errors/sync-error.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import type { RoomId } from '../room/room-state.ts'
import { assertNextSeq, type RoomStore, type StoredRoom } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'
import { commitScript } from './commit-script.ts'

/** The part of `@redis/client` that is used: one command out, its reply back. The caller connects it, and closes it. */
export interface RedisClient {
  sendCommand(args: string[]): Promise<unknown>
}

export interface RedisRoomStoreOptions {
  client: RedisClient
  /** Goes before every key, such as `kd:`. */
  prefix: string
  /** A room that nobody changed for so long is forgotten. Default: 6 hours. */
  forgetAfterMs?: Ms
  /** About how many commits are kept in a room's stream. Default: 1000. */
  historyLength?: number
}

/**
 * Rooms in Redis or Valkey. One script checks the sequence, stamps with the `TIME` of Redis, writes, and appends to a capped stream, so it is
 * atomic and every server sees one clock. Both keys of a room share a hash tag: a cluster keeps them together.
 */
export function createRedisRoomStore({
  client,
  prefix,
  forgetAfterMs = 6 * 3_600_000,
  historyLength = 1000,
}: RedisRoomStoreOptions): RoomStore {
  const keyOf = (room: RoomId, what: 'room' | 'history') => `${prefix}{${encodeURIComponent(room)}}:${what}`

  async function call(args: string[]): Promise<unknown> {
    try {
      return await client.sendCommand(args)
    } catch (error) {
      throw new StoreUnavailable('Redis did not carry out a command of the room store.', error)
    }
  }

  return {
    async read(room) {
      const reply = await call(['HMGET', keyOf(room, 'room'), 'state', 'atMs'])
      const [state, atMs] = Array.isArray(reply) ? reply : []
      return storedRoom(state, atMs)
    },
    async commit(room, expectedSeq, next, events) {
      assertNextSeq(expectedSeq, next)
      const keys = [keyOf(room, 'room'), keyOf(room, 'history')]
      const values = [expectedSeq, next.seq, encodeRoom(next), JSON.stringify(events), historyLength, forgetAfterMs].map(String)
      const reply = await call(['EVAL', commitScript, '2', ...keys, ...values])
      const [verdict, state, atMs] = Array.isArray(reply) ? reply.map(String) : []
      if (verdict === 'committed') return { kind: 'committed', atMs: Number(atMs) }
      if (verdict === 'stale') return { kind: 'stale', current: storedRoom(state, atMs) }
      throw new StoreUnavailable('Redis answered a commit with something else than its outcome.')
    },
  }
}

function storedRoom(state: unknown, atMs: unknown): StoredRoom | undefined {
  if (state === null || state === undefined || String(state) === '') return undefined
  const decoded = decodeRoom(String(state))
  if (!decoded) throw new StoreMisused('What Redis holds under a room key is not a room of this version.')
  return { state: decoded, atMs: Number(atMs) }
}
