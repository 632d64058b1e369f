import { StoreMisused, StoreUnavailable } from '../errors/sync-error.ts'
import type { MarkedRevision } from '../protocol/revision.ts'
import { isCount } from '../protocol/shape.ts'
import { decodeRoom, encodeRoom } from '../room/room-document.ts'
import type { RoomId, RoomState } from '../room/room-state.ts'
import { assertNextSeq, goesOnFrom, type RoomStore, type StoredRoom } from '../room-store/room-store.ts'
import { createRoomWatchers } from '../room-store/room-watchers.ts'
import type { Ms } from '../time.ts'

/** The part of a Durable Object's storage that is used. Writes made without waiting in between are kept together, all or none. */
export interface ObjectStorage {
  get(key: string): Promise<unknown>
  put(key: string, value: string): Promise<unknown>
  delete(key: string): Promise<unknown>
  list(options: { prefix: string; limit: number }): Promise<ReadonlyMap<string, unknown>>
  setAlarm(atMs: number): Promise<unknown>
  deleteAlarm(): Promise<unknown>
}

export interface StorageRoomStore extends RoomStore {
  /** The room that is kept here, if there is one; an object keeps no more. */
  room(): Promise<RoomId | undefined>
  /**
   * Sets the object's alarm to what the room waits for, if it waits for anything.
   * @throws StoreUnavailable (retryable) when the storage cannot be reached.
   */
  setAlarm(room: RoomId): Promise<void>
}

export interface StorageRoomStoreOptions {
  storage: ObjectStorage
  now: () => Ms
  /** How many commits of a room are remembered. Default: 200. */
  historyLength?: number
}

/**
 * Rooms in the storage of one Durable Object. The object is alone with its storage, so the check and the write only have to be kept together in
 * this process: commits queue. The alarm of the object is written with the document, so that the two never part. Rules DO1, DO5.
 */
export function createStorageRoomStore({ storage, now, historyLength = 200 }: StorageRoomStoreOptions): StorageRoomStore {
  const watchers = createRoomWatchers()
  let queue: Promise<unknown> = Promise.resolve()
  const commitKey = (room: RoomId, seq: number) => `commit:${seq}:${room}`

  async function read(room: RoomId): Promise<StoredRoom | undefined> {
    const kept = await reach(() => storage.get(`room:${room}`))
    if (kept === undefined || kept === null) return undefined
    const [stamp, text] = String(kept).split('\n', 2)
    return { state: open(text ?? ''), atMs: Number(stamp) }
  }

  async function readCommit(room: RoomId, seq: number): Promise<MarkedRevision | undefined> {
    const [epoch, mark] = String(await reach(() => storage.get(commitKey(room, seq))))
      .split(' ')
      .map(Number)
    return isCount(epoch) && isCount(mark) ? { epoch, seq, mark } : undefined
  }

  /** Rounded up: an alarm that rings early finds nothing due. */
  function alarm({ nextWakeAtMs }: RoomState): Promise<unknown> {
    return nextWakeAtMs === undefined ? storage.deleteAlarm() : storage.setAlarm(Math.ceil(nextWakeAtMs))
  }

  async function write(room: RoomId, next: RoomState, atMs: Ms, before: RoomState | undefined): Promise<string> {
    const text = encodeRoom(next)
    await reach(() =>
      Promise.all([
        storage.put(`room:${room}`, `${atMs}\n${text}`),
        storage.put(commitKey(room, next.seq), `${next.epoch} ${next.mark}`),
        storage.delete(commitKey(room, next.seq - historyLength)),
        ...(next.nextWakeAtMs === before?.nextWakeAtMs ? [] : [alarm(next)]),
      ]),
    )
    return text
  }

  return {
    read,
    commit(room, expectedSeq, next, _events) {
      const turn = queue.then(async () => {
        assertNextSeq(expectedSeq, next)
        const current = await read(room)
        if (!goesOnFrom(current?.state, expectedSeq, next)) return { kind: 'stale' as const, current }
        const atMs = Math.max(now(), current?.atMs ?? 0)
        const text = await write(room, next, atMs, current?.state)
        watchers.committed(room, { epoch: next.epoch, seq: next.seq, atMs }, () => open(text))
        return { kind: 'committed' as const, atMs }
      })
      queue = turn.catch(() => {})
      return turn
    },
    watch: watchers.watch,
    async room() {
      const [key] = (await reach(() => storage.list({ prefix: 'room:', limit: 1 }))).keys()
      return key?.slice('room:'.length)
    },
    async setAlarm(room) {
      const kept = await read(room)
      if (kept?.state.nextWakeAtMs !== undefined) await reach(() => alarm(kept.state))
    },
    async since(room, seq) {
      const last = (await read(room))?.state.seq ?? 0
      if (last === 0 || seq > last || seq < last - historyLength) return undefined
      const commits = await Promise.all(Array.from({ length: last - seq }, (_, index) => readCommit(room, seq + 1 + index)))
      const found = commits.filter((commit) => commit !== undefined)
      return found.length === commits.length ? found : undefined
    },
  }
}

function open(text: string): RoomState {
  const state = decodeRoom(text)
  if (!state) throw new StoreMisused('What the storage holds under a room key is not a room of this version.')
  return state
}

async function reach<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw new StoreUnavailable('The storage of the Durable Object could not be reached.', error)
  }
}
