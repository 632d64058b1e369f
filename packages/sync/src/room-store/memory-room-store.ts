import { StoreMisused } from '../errors/sync-error.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import type { RoomId } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import { assertNextSeq, type RoomStore, type StoredRoom } from './room-store.ts'

export interface MemoryRoomStoreOptions {
  /** The store's clock: ms since 1970. */
  now: () => Ms
  /** A room that nobody changed for so long is forgotten. Default: 6 hours. */
  forgetAfterMs?: Ms
}

/** Rooms in this process: for one server, for tests. They end with it. */
export function createMemoryRoomStore({ now, forgetAfterMs = 6 * 3_600_000 }: MemoryRoomStoreOptions): RoomStore {
  /** In the order of their last commit. Documents are kept as text, so that nobody holds a piece of them. */
  const rooms = new Map<RoomId, { text: string; seq: number; atMs: Ms }>()
  let lastMs = 0

  function forget(): void {
    for (const [room, { atMs }] of rooms) {
      if (now() - atMs < forgetAfterMs) return
      rooms.delete(room)
    }
  }

  function find(room: RoomId): StoredRoom | undefined {
    forget()
    const kept = rooms.get(room)
    if (!kept) return undefined
    const state = decodeRoom(kept.text)
    if (!state) throw new StoreMisused('What was committed is not a room.')
    return { state, atMs: kept.atMs }
  }

  return {
    async read(room) {
      return find(room)
    },
    async commit(room, expectedSeq, next, _events) {
      assertNextSeq(expectedSeq, next)
      forget()
      if ((rooms.get(room)?.seq ?? 0) !== expectedSeq) return { kind: 'stale', current: find(room) }
      lastMs = Math.max(lastMs, now())
      rooms.delete(room)
      rooms.set(room, { text: encodeRoom(next), seq: next.seq, atMs: lastMs })
      return { kind: 'committed', atMs: lastMs }
    },
  }
}
