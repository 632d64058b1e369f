import { StoreMisused } from '../errors/sync-error.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import type { RoomId, RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import { assertNextSeq, commitsAfter, type RoomCommit, type RoomStore, type StoredRoom } from './room-store.ts'
import { createRoomWatchers } from './room-watchers.ts'

export interface MemoryRoomStoreOptions {
  /** The store's clock: ms since 1970. */
  now: () => Ms
  /** A room that nobody changed for so long is forgotten. Default: 6 hours. */
  forgetAfterMs?: Ms
  /** How many commits of a room are remembered. Default: 1000. */
  historyLength?: number
}

interface KeptRoom {
  text: string
  history: RoomCommit[]
  atMs: Ms
}

/** Rooms in this process: for one server, for tests. They end with it. */
export function createMemoryRoomStore({ now, forgetAfterMs = 6 * 3_600_000, historyLength = 1000 }: MemoryRoomStoreOptions): RoomStore {
  /** In the order of their last commit. Documents are kept as text, so that nobody holds a piece of them. */
  const rooms = new Map<RoomId, KeptRoom>()
  const watchers = createRoomWatchers()
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
    return kept && { state: open(kept.text), atMs: kept.atMs }
  }

  return {
    async read(room) {
      return find(room)
    },
    async commit(room, expectedSeq, next, _events) {
      assertNextSeq(expectedSeq, next)
      forget()
      const kept = rooms.get(room)
      if ((kept?.history.at(-1)?.seq ?? 0) !== expectedSeq) return { kind: 'stale', current: find(room) }
      lastMs = Math.max(lastMs, now())
      const commit = { epoch: next.epoch, seq: next.seq, atMs: lastMs }
      const text = encodeRoom(next)
      const history = kept?.history ?? []
      history.push(commit)
      if (history.length >= 2 * historyLength) history.splice(0, history.length - historyLength)
      rooms.delete(room)
      rooms.set(room, { text, history, atMs: lastMs })
      watchers.committed(room, commit, () => open(text))
      return { kind: 'committed', atMs: lastMs }
    },
    watch: watchers.watch,
    async since(room, seq) {
      forget()
      return commitsAfter(rooms.get(room)?.history ?? [], seq)
    },
  }
}

function open(text: string): RoomState {
  const state = decodeRoom(text)
  if (!state) throw new StoreMisused('What was committed is not a room.')
  return state
}
