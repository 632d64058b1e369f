/** What the controller needs of a player; `describePlayer` of `./testing` holds an adapter to it. Adapters: a plain media element (here), the Kaltura player (`@kaltura-discord/kaltura/player`), a virtual one for tests. */
export interface Player {
  /** Media position in seconds, as fine as the player can tell (a media element's own `currentTime`, not a polled copy). */
  positionS(): number
  /** Length in seconds; `Infinity` for live, `undefined` until known. */
  durationS(): number | undefined
  paused(): boolean
  rate(): number
  /**
   * Whether frames can be shown now. `stalled` is waiting for data; `seeking` ends by itself; `detached` shows something else, such as an advertisement,
   * and wants to be let alone until it is over.
   */
  readiness(): 'loading' | 'ready' | 'seeking' | 'stalled' | 'ended' | 'detached'
  /**
   * The part of a live stream that can be shown now: a room that is outside of it is followed as near as that goes. `by` says what the positions of a live
   * stream mean: the stream's own clock, which every player knows alike, or nothing that others know but the distance to `endS`. Default: everything.
   */
  reachableS?(): { readonly startS: number; readonly endS: number; readonly by?: 'programme-time' | 'edge' } | undefined

  /** Starts. `blocked` when the browser wants a gesture first; then call again from one. Never throws. */
  play(): Promise<'playing' | 'blocked'>
  pause(): void
  seek(positionS: number): void
  /** `preservePitch: false` makes Chromium exact for tiny corrections (facts: |rate − 1| < 0.113 % is otherwise ignored). */
  setRate(rate: number, options: { preservePitch: boolean }): void

  /** Called whenever something of the above may have changed by itself. Returns how to stop. */
  subscribe(listener: () => void): () => void
}
