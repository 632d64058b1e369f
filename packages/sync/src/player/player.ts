/** What the controller needs of a player; `describePlayer` of `./testing` holds an adapter to it. Adapters: a plain media element (here), the Kaltura player (`@kaltura-discord/kaltura/player`), a virtual one for tests. */
export interface Player {
  /** Media position in seconds, as fine as the player can tell (a media element's own `currentTime`, not a polled copy). */
  positionS(): number
  /** Length in seconds; `Infinity` for live, `undefined` until known. */
  durationS(): number | undefined
  paused(): boolean
  rate(): number
  /** Whether frames can be shown now. `stalled` is waiting for data; `seeking` ends by itself. */
  readiness(): 'loading' | 'ready' | 'seeking' | 'stalled' | 'ended'

  /** Starts. `blocked` when the browser wants a gesture first; then call again from one. Never throws. */
  play(): Promise<'playing' | 'blocked'>
  pause(): void
  seek(positionS: number): void
  /** `preservePitch: false` makes Chromium exact for tiny corrections (facts: |rate − 1| < 0.113 % is otherwise ignored). */
  setRate(rate: number, options: { preservePitch: boolean }): void

  /** Called whenever something of the above may have changed by itself. Returns how to stop. */
  subscribe(listener: () => void): () => void
}
