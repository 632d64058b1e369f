/**
 * How a peer keeps one player in place, and nothing else of it: no network, no clock of its own. Written anew from the constants that its sources publish
 * (project and revision stand at each), so that simulator and browsers judge the same law.
 */
export interface ControlLaw {
  /** What to do now, in this order, and when to look again (ms). */
  look(seen: LawSight): LawStep
}

export interface LawSight {
  /** The viewer's own monotonic clock, ms. */
  readonly nowMs: number
  readonly positionS: number
  readonly paused: boolean
  readonly rate: number
  /** Where the room is by this peer's own reckoning; `undefined` before it knows. `playing` is false, too, before a start that was announced. */
  readonly target: { readonly positionS: number; readonly playing: boolean } | undefined
}

export type LawOrder =
  | { readonly kind: 'play' | 'pause' }
  | { readonly kind: 'seek'; readonly positionS: number }
  | { readonly kind: 'rate'; readonly rate: number }

export interface LawStep {
  readonly orders: readonly LawOrder[]
  readonly againInMs: number
}
