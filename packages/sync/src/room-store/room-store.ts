import { StoreMisused } from '../errors/sync-error.ts'
import type { MarkedRevision } from '../protocol/revision.ts'
import type { RoomEvent, RoomId, RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

/**
 * Keeps the one document of each room. The only way to change a room is {@link RoomStore.commit}, and it is a compare-and-set:
 * whoever goes on from another commit than the last loses and reads again, so two servers can never both be right. Rules ST1 to ST8 and ST11 to ST14;
 * `describeRoomStore` in `@kaltura-discord/sync/testing` holds them against an implementation.
 */
export interface RoomStore {
  /** The room as last committed, or `undefined` when it never was, or was forgotten. */
  read(room: RoomId): Promise<StoredRoom | undefined>

  /**
   * Writes `next` if the stored sequence is still `expectedSeq` (0 = does not exist yet), and is of the commit with the mark `next.afterMark`, and stamps
   * it with the store's clock. `events` is what led to `next`, for stores that keep a history.
   * @returns the stamp in ms of the store's time, or `stale` with the room as it is now. Never throws for a lost race.
   * @throws StoreUnavailable (retryable) when the engine cannot be reached: the write may or may not have happened.
   * @throws StoreMisused when `next.seq` is not `expectedSeq + 1`.
   */
  commit(room: RoomId, expectedSeq: number, next: RoomState, events: readonly RoomEvent[]): Promise<CommitOutcome>

  /**
   * Tells `listener` of every commit of this room, by whomever, until the returned function is called. The first notice is a `gap`, once listening
   * has begun; another follows whenever commits may have been missed, such as after the engine was out of reach. After a `gap`, read. Notices may be
   * late. Never throws.
   */
  watch(room: RoomId, listener: (notice: RoomNotice) => void): () => void

  /**
   * The commits after number `seq`, oldest first; empty when `seq` is the last. `undefined` when the history does not reach back so far, or `seq`
   * was never committed here.
   * @throws StoreUnavailable (retryable) when the engine cannot be reached.
   */
  since(room: RoomId, seq: number): Promise<readonly MarkedRevision[] | undefined>
}

export interface StoredRoom {
  state: RoomState
  /** When it was committed, by the store's clock. */
  atMs: Ms
}

/** `stored` reads the document only when asked, so that a node passes over its own commits for nothing. */
export type RoomNotice = { kind: 'committed'; epoch: number; seq: number; stored(): StoredRoom } | { kind: 'gap' }

/** `current` is `undefined` when the room was forgotten meanwhile. */
export type CommitOutcome = { kind: 'committed'; atMs: Ms } | { kind: 'stale'; current: StoredRoom | undefined }

/** Call first in every `commit`. @throws StoreMisused */
export function assertNextSeq(expectedSeq: number, next: RoomState): void {
  if (next.seq !== expectedSeq + 1) throw new StoreMisused(`A commit on top of sequence ${expectedSeq} cannot be number ${next.seq}.`)
}

/** Whether `next` may be written over `stored`: it was made on that very commit. */
export function goesOnFrom(stored: MarkedRevision | undefined, expectedSeq: number, next: RoomState): boolean {
  return stored ? stored.seq === expectedSeq && stored.mark === next.afterMark : expectedSeq === 0
}

/** What {@link RoomStore.since} says of a history that holds `commits`, oldest first and without holes. */
export function commitsAfter(commits: readonly MarkedRevision[], seq: number): readonly MarkedRevision[] | undefined {
  const [oldest] = commits
  const newest = commits.at(-1)
  if (!oldest || !newest || seq < oldest.seq - 1 || seq > newest.seq) return undefined
  return commits.slice(seq + 1 - oldest.seq)
}
