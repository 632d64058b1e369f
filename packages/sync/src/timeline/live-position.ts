import type { Ms } from '../time.ts'

/** Live positions are not below this, because no stream is rewound by half a million seconds: a room that counts from 0 never began. */
export const firstLivePositionS = 500_000
const cycleStartS = 1_000_000
const cycleS = 30_000_000

/**
 * What the edge of a live stream is called at `serverMs` where players know no better than their distance to it: server time in seconds, kept within what
 * a room counts. It starts over every 30 million seconds. Rule LV2.
 */
export function liveEdgeS(serverMs: Ms): number {
  return ((serverMs / 1000) % cycleS) + cycleStartS
}
