import type { Timeline } from '@kaltura-discord/sync'

/** A start that is nearer when it is first seen is that of a press on Play, stamped ahead so that all hear of it in time. */
const countedFromMs = 900

/** Whole seconds until the room starts by a countdown (3, 2, 1), asked again and again; `undefined` while none runs. */
export function createCountdown(): (timeline: Timeline | undefined, serverMs: number | undefined) => number | undefined {
  let countedAtMs: number | undefined
  return (timeline, serverMs) => {
    const leftMs = timeline?.playing && serverMs !== undefined ? timeline.atMs - serverMs : 0
    if (leftMs > countedFromMs) countedAtMs = timeline?.atMs
    return leftMs > 0 && countedAtMs === timeline?.atMs ? Math.ceil(leftMs / 1000) : undefined
  }
}
