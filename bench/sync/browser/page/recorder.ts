/** What one client saw of its own player. Instants are ms since 1970 on the clock that all frames of a browser share. */
export interface Recording {
  /** Every 40 ms. */
  samples: Sample[]
  /** Frames that went to the screen: when, and which moment of the film they are. */
  shown: { atMs: number; mediaMs: number }[]
  seeksAtMs: number[]
  rateWritesAtMs: number[]
}

export interface Sample {
  atMs: number
  positionMs: number
  rate: number
  paused: boolean
  seeking: boolean
  muted: boolean
}

const everyMs = 40

/** Watches a player without touching it. */
export function record(video: HTMLVideoElement): Recording {
  const recording: Recording = { samples: [], shown: [], seeksAtMs: [], rateWritesAtMs: [] }
  const now = () => performance.timeOrigin + performance.now()
  setInterval(() => {
    const { currentTime, playbackRate: rate, paused, seeking, muted } = video
    recording.samples.push({ atMs: now(), positionMs: currentTime * 1000, rate, paused, seeking, muted })
  }, everyMs)
  const onFrame = (_: number, { expectedDisplayTime, mediaTime }: VideoFrameCallbackMetadata) => {
    recording.shown.push({ atMs: performance.timeOrigin + expectedDisplayTime, mediaMs: mediaTime * 1000 })
    video.requestVideoFrameCallback(onFrame)
  }
  video.requestVideoFrameCallback(onFrame)
  video.addEventListener('seeking', () => recording.seeksAtMs.push(now()))
  video.addEventListener('ratechange', () => recording.rateWritesAtMs.push(now()))
  return recording
}
