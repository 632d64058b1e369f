import type { PresentConnection } from '../presence/room-presence.ts'
import type { RoomEvent, RoomState } from '../room/room-state.ts'
import type { Ms } from '../time.ts'

export interface LiveWatchOptions {
  /** Of all nodes. */
  everywhere: () => readonly PresentConnection[]
  state: () => RoomState | undefined
  now: () => Ms
  submit: (event: RoomEvent) => void
}

/** Who lags behind most by more than this keeps up on their own: nobody drags a room back further. */
const outlierS = 15
/** Players learn of segments in steps, so what they reach jumps about that much. */
const worthTellingS = 4

/** Players report every 5 s. What is older, or dated by a clock that was set since, says nothing. */
const freshMs = 15_000

/**
 * Tells a live room how far everybody who watches can follow: the least of what their players reach, by programme time if all of them know it. Returns what
 * to call after a report. Rules LV1, LV3, LV7.
 */
export function createLiveWatch({ everywhere, state, now, submit }: LiveWatchOptions): { look(): void } {
  return {
    look() {
      const live = state()?.live
      const nowMs = now()
      const told = everywhere().flatMap(({ reach, hidden, readiness }) => {
        const counts = reach && !hidden && readiness !== 'detached' && Math.abs(nowMs - reach.atMs) <= freshMs
        return counts ? [reach] : []
      })
      if (!live || told.length === 0) return
      if (told.some(({ by }) => by === 'edge')) {
        if (live.by !== 'edge') submit({ kind: 'live', by: 'edge' })
        return
      }
      const edgesS = told.map(({ edgeS, atMs }) => edgeS + (nowMs - atMs) / 1000).sort((a, b) => a - b)
      const medianS = edgesS[Math.floor(edgesS.length / 2)] ?? 0
      const edgeS = edgesS.find((each) => each >= medianS - outlierS) ?? medianS
      const knownS = live.edge && live.edge.positionS + (nowMs - live.edge.atMs) / 1000
      if (live.by === 'programme-time' && knownS !== undefined && Math.abs(edgeS - knownS) < worthTellingS) return
      submit({ kind: 'live', by: 'programme-time', edgeS: Math.max(0, edgeS) })
    },
  }
}
