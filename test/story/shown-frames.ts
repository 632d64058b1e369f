import { readFrameCode } from '@kaltura-discord/sandbox'
import type { Frame } from 'playwright-core'

/** A frame that was on the screen, by the number that is painted in it. */
export interface ShownFrame {
  number: number
  /** When the compositor showed it, in ms since 1970 of the browser's clock. */
  atMs: number
}

const width = 320
const height = 180
const stripRows = 16

/** Reads the coded numbers of the next frames that a video shows; gives up after `withinMs` with what it has. */
export async function readShownFrames(frame: Frame, count: number, withinMs = 10_000): Promise<ShownFrame[]> {
  const samples = await frame.evaluate(sampleVideo, { count, withinMs, width, height, stripRows })
  return samples.flatMap(({ atMs, strip }) => {
    const pixels = new Uint8ClampedArray(width * height * 4)
    pixels.set(Buffer.from(strip, 'base64'))
    const number = readFrameCode(pixels, width, height)
    return number === undefined ? [] : [{ number, atMs }]
  })
}

/** How far two viewers are apart in ms: the median of what each shows, on one clock. Positive when `a` is ahead. */
export function skewMs(a: readonly ShownFrame[], b: readonly ShownFrame[], fps: number, rate = 1): number {
  const lead = (frames: readonly ShownFrame[]) => median(frames.map(({ number, atMs }) => (number / fps) * 1000 - (atMs - 1.7e12) * rate))
  return lead(a) - lead(b)
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((x, y) => x - y)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** The frame that a paused video stands at. */
export async function readStillFrame(frame: Frame): Promise<number | undefined> {
  const strip = await frame.evaluate(
    ({ width, height, stripRows }) => {
      const canvas = document.createElement('canvas')
      Object.assign(canvas, { width, height })
      const context = canvas.getContext('2d', { willReadFrequently: true })
      const video = document.querySelector('video')
      if (!video || !context) return ''
      context.drawImage(video, 0, 0, width, height)
      return btoa(String.fromCharCode(...context.getImageData(0, 0, width, stripRows).data))
    },
    { width, height, stripRows },
  )
  const pixels = new Uint8ClampedArray(width * height * 4)
  pixels.set(Buffer.from(strip, 'base64'))
  return readFrameCode(pixels, width, height)
}

/** Runs in the browser. */
async function sampleVideo(given: {
  count: number
  withinMs: number
  width: number
  height: number
  stripRows: number
}): Promise<{ atMs: number; strip: string }[]> {
  const video = document.querySelector('video')
  const canvas = document.createElement('canvas')
  canvas.width = given.width
  canvas.height = given.height
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const samples: { atMs: number; strip: string }[] = []
  if (!video || !context) return samples
  await new Promise<void>((done) => {
    const timer = setTimeout(done, given.withinMs)
    const next = (_: number, shown: VideoFrameCallbackMetadata) => {
      context.drawImage(video, 0, 0, given.width, given.height)
      const { data } = context.getImageData(0, 0, given.width, given.stripRows)
      samples.push({ atMs: performance.timeOrigin + shown.expectedDisplayTime, strip: btoa(String.fromCharCode(...data)) })
      if (samples.length < given.count) video.requestVideoFrameCallback(next)
      else {
        clearTimeout(timer)
        done()
      }
    }
    video.requestVideoFrameCallback(next)
  })
  return samples
}
