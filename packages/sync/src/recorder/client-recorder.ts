import type { ClockSample } from '../clock/clock-estimate.ts'
import type { Observation, PlaybackState, PlaybackStep } from '../playback/playback-state.ts'
import type { Ms } from '../time.ts'
import { differenceOf } from './difference.ts'
import type { RoomLog } from './room-log.ts'

/** Writes down what a tab's controller sees and orders, and what its clock is told. */
export interface ClientRecorder {
  /** `step` is what `stepPlayback(before, seen)` said. */
  look(before: PlaybackState, seen: Observation, step: PlaybackStep): void
  clock(sample: ClockSample): void
}

export interface ClientRecorderOptions {
  log: RoomLog
  /** Anything that tells this tab from others. */
  client: string
  /** A look that orders nothing is left out when it comes sooner than this after the last one written. Default: 100 ms. */
  everyMs?: Ms
}

export function createClientRecorder({ log, client, everyMs = 100 }: ClientRecorderOptions): ClientRecorder {
  let last: { seen: Observation; state: PlaybackState } | undefined

  return {
    look(before, seen, { state, commands, status, wakeInMs }) {
      if (last && commands.length === 0 && seen.localMs - last.seen.localMs < everyMs) return
      log.write(`look ${client}`, (first) => {
        const known = first ? undefined : last
        last = { seen, state }
        const from = known?.state === before ? {} : { from: before }
        return [{ kind: 'look', client, ...from, seen: differenceOf(known?.seen ?? {}, seen), commands, status, wakeInMs }]
      })
    },
    clock({ t0, t1, t2, t3 }) {
      log.write(`clock ${client}`, () => [{ kind: 'clock', client, t0, t1, t2, t3 }])
    },
  }
}
