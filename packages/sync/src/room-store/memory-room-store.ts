import { StoreMisused, StoreUnavailable } from '../errors/sync-error.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import type { RoomId, RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import { type CommitHistory, historyFrom, remember, rememberedAfter } from './commit-history.ts'
import type { RoomSnapshots } from './room-snapshots.ts'
import { assertNextSeq, type CommitOutcome, goesOnFrom, type RoomStore, type StoredRoom } from './room-store.ts'
import { createRoomWatchers } from './room-watchers.ts'

export interface MemoryRoomStoreOptions {
  /** The store's clock: ms since 1970. */
  now: () => Ms
  /** A room that nobody changed for so long is forgotten. Default: 6 hours. */
  forgetAfterMs?: Ms
  /** How many commits of a room are remembered. Default: 1000. */
  historyLength?: number
  /** Keeps a copy of every room beyond the end of the process: a commit counts once that is kept. Default: rooms end with the process. */
  snapshots?: RoomSnapshots
}

/** Changed in place: what a map drops and takes up again with every commit lives on in its old tables until garbage is looked for everywhere. */
interface KeptRoom extends StoredRoom {
  readonly history: CommitHistory
}

/** Rooms in this process: for one server, for tests. With `snapshots` the next process finds them again. Rules ST9, SN1 to SN4. */
export function createMemoryRoomStore({
  now,
  forgetAfterMs = 6 * 3_600_000,
  historyLength = 1000,
  snapshots,
}: MemoryRoomStoreOptions): RoomStore {
  /** Documents never change, so that whoever reads one may hold it. */
  const rooms = new Map<RoomId, KeptRoom>()
  const watchers = createRoomWatchers()
  let queue: Promise<unknown> = Promise.resolve()
  let forgottenAtMs = Number.NEGATIVE_INFINITY

  const isForgotten = ({ atMs }: { atMs: Ms }) => atMs <= now() - forgetAfterMs

  /** Looks through all rooms, if that was not done lately: what is too old is not given out in any case. */
  function forget(): boolean {
    if (now() - forgottenAtMs < forgetAfterMs / 6) return false
    forgottenAtMs = now()
    for (const [room, kept] of rooms) if (isForgotten(kept)) rooms.delete(room)
    return true
  }

  function keptRoom(room: RoomId): KeptRoom | undefined {
    const kept = rooms.get(room)
    return kept && !isForgotten(kept) ? kept : undefined
  }

  async function copiedRoom(room: RoomId, from: RoomSnapshots): Promise<KeptRoom | undefined> {
    if (forget()) await from.forget(now() - forgetAfterMs)
    const copy = await from.load(room)
    if (!copy || isForgotten(copy)) return undefined
    const state = open(copy.document)
    const restored = { state, atMs: copy.atMs, history: historyFrom(state) }
    rooms.set(room, restored)
    return restored
  }

  async function commit(room: RoomId, expectedSeq: number, next: RoomState): Promise<CommitOutcome> {
    assertNextSeq(expectedSeq, next)
    const kept = keptRoom(room) ?? (snapshots && (await copiedRoom(room, snapshots)))
    if (!goesOnFrom(kept?.state, expectedSeq, next)) return { kind: 'stale', current: kept && { state: kept.state, atMs: kept.atMs } }
    const atMs = Math.max(kept?.atMs ?? 0, now())
    if (snapshots) await snapshots.save(room, { document: encodeRoom(next), atMs })
    if (kept) {
      remember(kept.history, next, historyLength)
      Object.assign(kept, { state: next, atMs })
    } else {
      forget()
      rooms.set(room, { state: next, atMs, history: historyFrom(next) })
    }
    watchers.committed(room, { epoch: next.epoch, seq: next.seq, atMs }, () => next)
    return { kind: 'committed', atMs }
  }

  const find = async (room: RoomId) => keptRoom(room) ?? (snapshots && copiedRoom(room, snapshots))

  /** One step after another: nothing comes between what a step saw and what it writes. Where there are no copies no step waits for anything. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    if (!snapshots) return step()
    const turn = queue.then(step).catch((error: unknown) => {
      throw error instanceof StoreMisused ? error : new StoreUnavailable('The snapshots of rooms cannot be reached.', error)
    })
    queue = turn.catch(() => {})
    return turn
  }

  return {
    read: (room) =>
      inTurn(async () => {
        const kept = await find(room)
        return kept && { state: kept.state, atMs: kept.atMs }
      }),
    commit: (room, expectedSeq, next, _events) => inTurn(() => commit(room, expectedSeq, next)),
    watch: watchers.watch,
    since: (room, seq) =>
      inTurn(async () => {
        const kept = await find(room)
        return kept && rememberedAfter(kept.history, seq)
      }),
  }
}

function open(text: string): RoomState {
  const state = decodeRoom(text)
  if (!state) throw new StoreMisused('What was committed is not a room of this version.')
  return state
}
