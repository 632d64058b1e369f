import { edgeOf, type PlaylistEdge } from './playlist-edge.ts'

/**
 * What the same moment of a live stream is called by everybody. A player counts from where it joined, so its own time means nothing to others.
 *
 * A live position is the wall clock's time of the picture, in seconds: by EXT-X-PROGRAM-DATE-TIME, which is exact, or, without it, by the distance to the
 * edge, which is as good as players agree on the edge (a segment) and on the time (their computers' clocks). Positions start over every
 * {@link cycleS}, because a room counts at most a year: a room that stands at that instant loses its place for who comes later.
 */
export interface LiveClock {
  /** Takes in what the player was sent; anything but a live playlist is let go. */
  hear(text: string): void
  /** Takes in that the player now knows the stream up to this media time. */
  reach(mediaS: number): void
  /** The position at a media time; `undefined` before the edge was reached once. */
  positionS(mediaS: number): number | undefined
  mediaS(positionS: number): number | undefined
  /** Where the stream is by now: what was reached, and the time since, up to a segment. It moves evenly, while what was reached goes by segments. */
  nowS(): number | undefined
  /** Whether positions are the stream's own time, or were guessed from the distance to the edge. */
  by(): 'programme-time' | 'edge'
  /** Length of a segment in seconds. */
  segmentS(): number
}

/** Live positions are not below this. A room that nobody has moved yet counts from 0. */
export const firstLivePositionS = 1_000_000
const cycleS = 30_000_000
const offsetsKept = 5
const usualSegmentS = 6

/**
 * @param nowMs ms since 1970, for streams that do not tell the time.
 * @param passedMs a clock that is never set, for the time since the latest segment.
 */
export function createLiveClock(nowMs: () => number, passedMs: () => number = () => performance.now()): LiveClock {
  let edge: PlaylistEdge = { endsAtS: undefined, segmentS: usualSegmentS }
  let offsetsS: readonly number[] = []
  let originS: number | undefined
  let reached: { mediaS: number; atMs: number } | undefined

  // The player learns of a new segment later than it was there, never sooner: of the latest few offsets the least is the truest.
  const offsetS = () => (offsetsS.length === 0 ? undefined : Math.min(...offsetsS))

  return {
    hear(text) {
      const heard = edgeOf(text)
      if (!heard) return
      if (edge.endsAtS === undefined && heard.endsAtS !== undefined) offsetsS = []
      const endsAtS = Math.max(heard.endsAtS ?? Number.NEGATIVE_INFINITY, edge.endsAtS ?? Number.NEGATIVE_INFINITY)
      edge = { endsAtS: Number.isFinite(endsAtS) ? endsAtS : undefined, segmentS: heard.segmentS }
    },
    reach(mediaS) {
      if (!Number.isFinite(mediaS)) return
      const edgeAtS = edge.endsAtS ?? nowMs() / 1000
      originS ??= Math.floor(edgeAtS / cycleS) * cycleS - firstLivePositionS
      if (reached?.mediaS !== mediaS) reached = { mediaS, atMs: passedMs() }
      offsetsS = [...offsetsS, edgeAtS - originS - mediaS].slice(-offsetsKept)
    },
    positionS(mediaS) {
      const offset = offsetS()
      return offset === undefined ? undefined : mediaS + offset
    },
    mediaS(positionS) {
      const offset = offsetS()
      return offset === undefined ? undefined : positionS - offset
    },
    nowS() {
      const offset = offsetS()
      if (!reached || offset === undefined) return undefined
      const sinceS = Math.min(edge.segmentS, Math.max(0, (passedMs() - reached.atMs) / 1000))
      return reached.mediaS + offset + sinceS
    },
    by: () => (edge.endsAtS === undefined ? 'edge' : 'programme-time'),
    segmentS: () => edge.segmentS,
  }
}
