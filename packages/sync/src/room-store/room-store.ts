import { StoreMisused } from '../errors/sync-error.ts'
import type { RoomEvent, RoomId, RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

/**
 * Keeps the one document of each room. The only way to change a room is {@link RoomStore.commit}, and it is a compare-and-set:
 * whoever read an older sequence loses and reads again, so two servers can never both be right. Rules ST1 to ST8; `describeRoomStore` in
 * `@kaltura-discord/sync/testing` holds them against an implementation.
 */
export interface RoomStore {
  /** The room as last committed, or `undefined` when it never was, or was forgotten. */
  read(room: RoomId): Promise<StoredRoom | undefined>

  /**
   * Writes `next` if the stored sequence is still `expectedSeq` (0 = does not exist yet) and stamps it with the store's clock. `events` is what led
   * to `next`, for stores that keep a history.
   * @returns the stamp in ms of the store's time, or `stale` with the room as it is now. Never throws for a lost race.
   * @throws StoreUnavailable (retryable) when the engine cannot be reached: the write may or may not have happened.
   * @throws StoreMisused when `next.seq` is not `expectedSeq + 1`.
   */
  commit(room: RoomId, expectedSeq: number, next: RoomState, events: readonly RoomEvent[]): Promise<CommitOutcome>
}

export interface StoredRoom {
  state: RoomState
  /** When it was committed, by the store's clock. */
  atMs: Ms
}

/** `current` is `undefined` when the room was forgotten meanwhile. */
export type CommitOutcome = { kind: 'committed'; atMs: Ms } | { kind: 'stale'; current: StoredRoom | undefined }

/** Call first in every `commit`. */
export function assertNextSeq(expectedSeq: number, next: RoomState): void {
  if (next.seq !== expectedSeq + 1) throw new StoreMisused(`A commit on top of sequence ${expectedSeq} cannot be number ${next.seq}.`)
}
