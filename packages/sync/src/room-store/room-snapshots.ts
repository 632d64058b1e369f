import type { RoomId } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

/**
 * Where the memory store keeps a copy of every room, so that a process that is killed finds its rooms again. Rules SN1 to SN4; `describeRoomSnapshots` in
 * `@kaltura-discord/sync/testing` holds them against an implementation.
 */
export interface RoomSnapshots {
  /** The copy that was saved last, or `undefined`. */
  load(room: RoomId): Promise<RoomSnapshotText | undefined>
  /**
   * Resolves when the copy survives the end of this process, by whatever signal. Saves of one room come one after another.
   * @throws what the engine throws: then the commit has not happened
   */
  save(room: RoomId, snapshot: RoomSnapshotText): Promise<void>
  /** Removes copies that were saved before `beforeMs`. */
  forget(beforeMs: Ms): Promise<void>
}

export interface RoomSnapshotText {
  /** What `encodeRoom` made. */
  document: string
  /** When it was committed. */
  atMs: Ms
}
