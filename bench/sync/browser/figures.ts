import { clip } from '../../../test/coded-film-page.ts'
import { percentile } from '../../percentile.ts'
import type { Recording, Sample } from './page/recorder.ts'
import type { Performance } from './perform.ts'

/** What one performance comes to. Times in ms; shares from 0 to 1; `null` where nothing could be measured, or never happened. */
export interface Figures {
  p50: number
  p95: number
  p99: number
  /** The same from the frames that browsers say they put on the screen; a screen shows one every 16.7 ms. */
  shownP50: number
  shownP95: number
  seeksPerClientMinute: number
  rateWritesPerClientMinute: number
  offRateShare: number
  maxRateDelta: number
  mutedShare: number
  convergeMs: Record<string, number | null>
  cameraSameFrame: number | null
  cameraWithinOne: number | null
  cameraReadable: number | null
}

const togetherMs = 50
const heldMs = 1000
const everyMs = 50

export function figuresOf(performance: Performance, steadyAfterS: number): Figures {
  const { clients, steps, endedAtMs, startedAtMs } = performance
  const isSteady = steadyOf(performance, steadyAfterS * 1000)
  const moments = range(startedAtMs + 500, endedAtMs - 300, everyMs)
  const steady = moments.filter(isSteady)
  const skews = steady.flatMap((atMs) => pairs(clients.map(({ samples }) => positionAt(samples, atMs))))
  const shown = steady.flatMap((atMs) => pairs(clients.map((client) => shownAt(client, atMs))))
  const minutes = (clients.length * (endedAtMs - startedAtMs)) / 60_000
  const playing = clients.map(({ samples }) => samples.filter(({ paused, atMs }) => !paused && atMs >= startedAtMs))
  const share = (of: (sample: Sample) => boolean) => mean(playing.map((samples) => samples.filter(of).length / samples.length))
  const within = (instants: readonly number[]) => instants.filter((atMs) => atMs >= startedAtMs)
  return {
    p50: percentile(skews, 0.5),
    p95: percentile(skews, 0.95),
    p99: percentile(skews, 0.99),
    shownP50: percentile(shown, 0.5),
    shownP95: percentile(shown, 0.95),
    seeksPerClientMinute: unaskedSeeks(performance) / minutes,
    rateWritesPerClientMinute: clients.flatMap(({ rateWritesAtMs }) => within(rateWritesAtMs)).length / minutes,
    offRateShare: share(({ rate }) => Math.abs(rate - 1) > 1e-6),
    maxRateDelta: Math.max(0, ...playing.flat().map(({ rate }) => Math.abs(rate - 1))),
    mutedShare: share(({ muted }) => muted),
    convergeMs: Object.fromEntries(
      steps.flatMap(({ step, atMs }, index) =>
        step.as === undefined ? [] : [[step.as, convergenceMs(clients, atMs, steps[index + 1]?.atMs ?? endedAtMs)]],
      ),
    ),
    ...cameraFigures(performance, isSteady),
  }
}

/** Playing, and long enough after the last step. */
function steadyOf({ steps, startedAtMs }: Performance, afterMs: number): (atMs: number) => boolean {
  return (atMs) => {
    const last = steps.filter((done) => done.atMs <= atMs).at(-1)
    const covered = steps.some(({ step, atMs: endMs }) => step.do === 'hide' && atMs > endMs - step.forS * 1000 - 1000 && atMs <= endMs)
    return last !== undefined && last.step.do !== 'pause' && !covered && atMs >= startedAtMs && atMs - last.atMs > afterMs
  }
}

/** On the straight line between two samples; where a player jumped, the one before. */
function positionAt(samples: readonly Sample[], atMs: number): number | undefined {
  const after = samples.findIndex((sample) => sample.atMs >= atMs)
  const [one, other] = [samples[after - 1], samples[after]]
  if (!one || !other || other.atMs - one.atMs > 1500) return undefined
  if (Math.abs(other.positionMs - one.positionMs) > 400 + (other.atMs - one.atMs)) return one.positionMs
  return one.positionMs + ((other.positionMs - one.positionMs) * (atMs - one.atMs)) / (other.atMs - one.atMs)
}

/** Where the picture is, by the last frame that was shown, carried on to the moment. */
function shownAt({ shown }: Recording, atMs: number): number | undefined {
  const last = shown.findLast((frame) => frame.atMs <= atMs)
  return last && atMs - last.atMs < 100 ? last.mediaMs + atMs - last.atMs : undefined
}

/** Seeks while a room plays that no step explains: none within 2 s of a play, pause or seek, and not the shift's own. */
function unaskedSeeks({ clients, steps, startedAtMs }: Performance): number {
  return clients.reduce((sum, { seeksAtMs }, client) => {
    const unasked = seeksAtMs.filter((atMs) => {
      const last = steps.filter((done) => done.atMs <= atMs + 20).at(-1)
      if (!last || atMs < startedAtMs) return false
      if (last.step.do === 'shift') return last.step.client !== client || atMs - last.atMs > 50
      return atMs - last.atMs > 2000
    })
    return sum + unasked.length
  }, 0)
}

/** How long after a step all are within 50 ms, moving, and stay so for a second; `null` when it never came to that. */
function convergenceMs(clients: readonly Recording[], fromMs: number, toMs: number): number | null {
  let since: number | undefined
  let before: (number | undefined)[] = []
  for (const atMs of range(fromMs, toMs, everyMs / 2)) {
    const positions = clients.map(({ samples }) => positionAt(samples, atMs))
    const moves = positions.every(
      (position, index) => position !== undefined && position - (before[index] ?? Number.POSITIVE_INFINITY) > everyMs / 8,
    )
    before = positions
    if (!moves || Math.max(...pairs(positions)) >= togetherMs) since = undefined
    else since ??= atMs
    if (since !== undefined && atMs - since >= heldMs) return Math.round(since - fromMs)
  }
  return null
}

function cameraFigures({ photographs }: Performance, isSteady: (atMs: number) => boolean) {
  if (!photographs) return { cameraSameFrame: null, cameraWithinOne: null, cameraReadable: null }
  const taken = photographs.filter(({ atMs }) => isSteady(atMs))
  const readable = taken.filter(({ frames }) => frames.every((frame) => frame !== undefined))
  const total = clip.fps * clip.durationS
  const apart = readable.flatMap(({ frames }) => pairs(frames).map((frameCount) => Math.min(frameCount, total - frameCount)))
  return {
    cameraSameFrame: apart.filter((frames) => frames === 0).length / apart.length,
    cameraWithinOne: apart.filter((frames) => frames <= 1).length / apart.length,
    cameraReadable: readable.length / taken.length,
  }
}

/** Distances of every two that are known. */
function pairs(values: readonly (number | undefined)[]): number[] {
  const known = values.filter((value) => value !== undefined)
  return known.flatMap((one, index) => known.slice(index + 1).map((other) => Math.abs(one - other)))
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / step)) }, (_, index) => from + index * step)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
