import { StoreMisused, StoreUnavailable } from '../errors/sync-error.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import type { RoomId } from '../room/room-state.ts'
import { assertNextSeq, type RoomStore, type StoredRoom } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'

/** The part of a Durable Object's storage that is used. */
export interface ObjectStorage {
  get(key: string): Promise<unknown>
  put(key: string, value: string): Promise<unknown>
}

/**
 * Rooms in the storage of one Durable Object. The object is alone with its storage, so the check and the write only have to be kept together in
 * this process: commits queue.
 */
export function createStorageRoomStore({ storage, now }: { storage: ObjectStorage; now: () => Ms }): RoomStore {
  let queue: Promise<unknown> = Promise.resolve()

  async function read(room: RoomId): Promise<StoredRoom | undefined> {
    const kept = await reach(() => storage.get(`room:${room}`))
    if (kept === undefined || kept === null) return undefined
    const [stamp, text] = String(kept).split('\n', 2)
    const state = decodeRoom(text ?? '')
    if (!state) throw new StoreMisused('What the storage holds under a room key is not a room of this version.')
    return { state, atMs: Number(stamp) }
  }

  return {
    read,
    commit(room, expectedSeq, next, _events) {
      const turn = queue.then(async () => {
        assertNextSeq(expectedSeq, next)
        const current = await read(room)
        if ((current?.state.seq ?? 0) !== expectedSeq) return { kind: 'stale' as const, current }
        const atMs = Math.max(now(), current?.atMs ?? 0)
        await reach(() => storage.put(`room:${room}`, `${atMs}\n${encodeRoom(next)}`))
        return { kind: 'committed' as const, atMs }
      })
      queue = turn.catch(() => {})
      return turn
    },
  }
}

async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw new StoreUnavailable('The storage of the Durable Object could not be reached.', error)
  }
}
