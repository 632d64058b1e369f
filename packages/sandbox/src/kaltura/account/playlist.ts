/** A static playlist: entries by their ids, in their order. */
export interface Playlist {
  id: string
  name: string
  entryIds: readonly string[]
  createdAtMs: number
}
