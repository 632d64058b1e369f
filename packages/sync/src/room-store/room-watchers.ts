import type { RoomId, RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import type { RoomNotice, RoomStore } from './room-store.ts'

/** Who watches rooms in this process. */
export interface RoomWatchers {
  watch: RoomStore['watch']
  /** `open` makes a copy of the document for whoever asks for one. */
  committed(room: RoomId, commit: { epoch: number; seq: number; atMs: Ms }, open: () => RoomState): void
}

export function createRoomWatchers(): RoomWatchers {
  const watched = new Map<RoomId, Set<(notice: RoomNotice) => void>>()
  return {
    watch(room, listener) {
      const own = (notice: RoomNotice) => listener(notice)
      const listeners = watched.get(room) ?? new Set()
      watched.set(room, listeners.add(own))
      void Promise.resolve().then(() => listeners.has(own) && own({ kind: 'gap' }))
      return () => {
        listeners.delete(own)
        if (listeners.size === 0 && watched.get(room) === listeners) watched.delete(room)
      }
    },
    committed(room, { epoch, seq, atMs }, open) {
      for (const listener of [...(watched.get(room) ?? [])]) {
        listener({ kind: 'committed', epoch, seq, stored: () => ({ state: open(), atMs }) })
      }
    },
  }
}
