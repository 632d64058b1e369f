/** Lets nobody flood Kaltura's analytics through us. */
export interface BeaconLimit {
  /** Whether one more of this viewer may pass. */
  allows(viewer: string): boolean
}

const minuteMs = 60_000
/** A player sends six beacons a minute, and one for everything that its viewer does. */
const perViewer = 120
const viewers = 10_000

/** Counts by the minute. @param now ms since 1970 */
export function createBeaconLimit(now: () => number): BeaconLimit {
  let minute = 0
  const counts = new Map<string, number>()
  return {
    allows(viewer) {
      const current = Math.floor(now() / minuteMs)
      if (current !== minute) counts.clear()
      minute = current
      const count = counts.get(viewer) ?? 0
      if (count >= perViewer || (count === 0 && counts.size >= viewers)) return false
      counts.set(viewer, count + 1)
      return true
    },
  }
}
