/** Something in Kaltura that people can watch, in the words that Discord's side of the house needs. */
export interface Entry {
  id: string
  name: string
  description: string
  /** Length in seconds; 0 for live. */
  durationS: number
  kind: 'video' | 'live'
  status: EntryStatus
  tags: readonly string[]
  /** Full names of the categories that hold it, such as `campus>lectures`. */
  categories: readonly string[]
  /** Ids of the playlists that hold it, of those that were asked for; absent when none was. */
  playlists?: readonly string[]
  /** Absolute address of a still, without a KS; only browsers outside Discord's proxy can open it as it is. */
  thumbnailUrl: string | undefined
  /** When it was created, in ms since 1970. */
  createdAtMs: number
  /** Kaltura user id of whom it belongs to; absent where Kaltura doesn't say. */
  ownerId?: string
  /** The live stream or room that it was recorded from; absent where it is nobody's recording. */
  recordedFrom?: string
  /** From when and until when its owner lets it be watched, in ms since 1970; absent where there is no such limit. */
  opensAtMs?: number
  closesAtMs?: number
}

/** Kaltura's entry statuses, reduced to what a viewer can do about them. */
export type EntryStatus = 'ready' | 'processing' | 'failed' | 'blocked' | 'gone'
