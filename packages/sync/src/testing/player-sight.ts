import type { Observation } from '../playback/playback-state.ts'
import type { Ms } from '../time.ts'

const timeline = { positionS: 0, atMs: 0, rate: 1, playing: true }

/** A player that plays exactly where the room is, `atMs` after both began, but for what is `seen` otherwise. */
export const playerAt = (atMs: Ms, seen: Partial<Observation> = {}): Observation => ({
  localMs: atMs,
  serverMs: atMs,
  boundMs: 1,
  timeline,
  durationS: 3600,
  positionS: atMs / 1000,
  paused: false,
  rate: 1,
  readiness: 'ready',
  byTimer: false,
  ...seen,
})
