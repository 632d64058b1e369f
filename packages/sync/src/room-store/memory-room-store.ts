import { StoreMisused, StoreUnavailable } from '../errors/sync-error.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import type { RoomId, RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import type { RoomSnapshots } from './room-snapshots.ts'
import { assertNextSeq, type CommitOutcome, commitsAfter, type RoomCommit, type RoomStore, type StoredRoom } from './room-store.ts'
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

interface KeptRoom {
  text: string
  history: RoomCommit[]
  atMs: Ms
}

/** Rooms in this process: for one server, for tests. With `snapshots` the next process finds them again. Rules ST9, SN1 to SN4. */
export function createMemoryRoomStore({
  now,
  forgetAfterMs = 6 * 3_600_000,
  historyLength = 1000,
  snapshots,
}: MemoryRoomStoreOptions): RoomStore {
  /** In the order of their last commit. Documents are kept as text, so that nobody holds a piece of them. */
  const rooms = new Map<RoomId, KeptRoom>()
  const watchers = createRoomWatchers()
  let queue: Promise<unknown> = Promise.resolve()
  let lastMs = 0
  let forgottenAtMs = Number.NEGATIVE_INFINITY

  /** Copies are only looked through now and then: what is too old is not taken from them anyway. */
  async function forget(): Promise<void> {
    const beforeMs = now() - forgetAfterMs
    for (const [room, { atMs }] of rooms) {
      if (atMs > beforeMs) break
      rooms.delete(room)
    }
    if (!snapshots || now() - forgottenAtMs < forgetAfterMs / 6) return
    forgottenAtMs = now()
    await snapshots.forget(beforeMs)
  }

  async function find(room: RoomId): Promise<KeptRoom | undefined> {
    await forget()
    const kept = rooms.get(room)
    if (kept || !snapshots) return kept
    const copy = await snapshots.load(room)
    if (!copy || copy.atMs <= now() - forgetAfterMs) return undefined
    const { epoch, seq } = open(copy.document)
    const restored = { text: copy.document, history: [{ epoch, seq, atMs: copy.atMs }], atMs: copy.atMs }
    rooms.set(room, restored)
    return restored
  }

  async function commit(room: RoomId, expectedSeq: number, next: RoomState): Promise<CommitOutcome> {
    const kept = await find(room)
    if ((kept?.history.at(-1)?.seq ?? 0) !== expectedSeq) return { kind: 'stale', current: kept && storedRoom(kept) }
    lastMs = Math.max(lastMs, kept?.atMs ?? 0, now())
    const made = { epoch: next.epoch, seq: next.seq, atMs: lastMs }
    const text = encodeRoom(next)
    await snapshots?.save(room, { document: text, atMs: lastMs })
    const history = kept?.history ?? []
    history.push(made)
    if (history.length >= 2 * historyLength) history.splice(0, history.length - historyLength)
    rooms.delete(room)
    rooms.set(room, { text, history, atMs: made.atMs })
    watchers.committed(room, made, () => open(text))
    return { kind: 'committed', atMs: made.atMs }
  }

  /** One step after another: nothing comes between what a step saw and what it writes. */
  async function inTurn<T>(step: () => Promise<T>): Promise<T> {
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
        return kept && storedRoom(kept)
      }),
    async commit(room, expectedSeq, next, _events) {
      assertNextSeq(expectedSeq, next)
      return inTurn(() => commit(room, expectedSeq, next))
    },
    watch: watchers.watch,
    since: (room, seq) => inTurn(async () => commitsAfter((await find(room))?.history ?? [], seq)),
  }
}

function storedRoom({ text, atMs }: KeptRoom): StoredRoom {
  return { state: open(text), atMs }
}

function open(text: string): RoomState {
  const state = decodeRoom(text)
  if (!state) throw new StoreMisused('What was committed is not a room of this version.')
  return state
}
