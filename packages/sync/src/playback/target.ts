import type { Ms } from '../time.ts'
import { positionAt } from '../timeline/timeline.ts'
import type { Sight } from './playback-state.ts'

/** Where the room is at `serverMs`, or the nearest to it that this player can reach: of a live stream it has only a window. Rule CT13. */
export function reachableAt({ timeline, durationS, reachable }: Sight, serverMs: Ms): number {
  const positionS = positionAt(timeline, serverMs, durationS)
  return reachable ? Math.min(reachable.endS, Math.max(reachable.startS, positionS)) : positionS
}
