import type { Frame } from 'playwright-core'
import { median, readShownFrames } from '../../test/story/shown-frames.ts'

/** How two viewers were apart during one look. */
export interface Look {
  /** Distances of their positions on one clock, ms, some 20 a second. */
  positionMs: number[]
  /** Distance of the frames on the two screens, in frames of the clip. */
  shownFrames: number
}

/** Looks at two playing videos for a while. */
export async function lookAtPair(a: Frame, b: Frame, fps: number): Promise<Look> {
  const [trackA, trackB] = await Promise.all([a.evaluate(trackPosition), b.evaluate(trackPosition)])
  const [shownA, shownB] = await Promise.all([readShownFrames(a, 15), readShownFrames(b, 15)])
  const lead = (frames: typeof shownA) => median(frames.map(({ number, atMs }) => number - ((atMs - 1.7e12) * fps) / 1000))
  return {
    positionMs: trackA.map(([atMs, positionS]) => Math.abs(positionS * 1000 - at(trackB, atMs))),
    shownFrames: Math.abs(lead(shownA) - lead(shownB)),
  }
}

/** Where a track was at a moment, ms: on the straight line between its neighbours. */
function at(track: readonly (readonly [number, number])[], atMs: number): number {
  const after = Math.max(
    1,
    track.findIndex(([time]) => time >= atMs),
  )
  const [t0, p0] = track[after - 1] ?? [0, 0]
  const [t1, p1] = track[after] ?? [1, 0]
  return (p0 + ((p1 - p0) * (atMs - t0)) / (t1 - t0)) * 1000
}

/** Runs in the browser: time and position for four seconds. */
async function trackPosition(): Promise<[number, number][]> {
  const video = document.querySelector('video')
  const track: [number, number][] = []
  if (!video) return track
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      track.push([performance.timeOrigin + performance.now(), video.currentTime])
      if (track.length < 80) return
      clearInterval(timer)
      done()
    }, 50)
  })
  return track
}
