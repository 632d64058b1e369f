import type { RoomEvent, RoomState, RoomStep } from '../room/room-state.ts'
import type { Ms } from '../time.ts'
import { differenceOf } from './difference.ts'
import type { ReportedPlayback } from './log-line.ts'
import type { RoomLog } from './room-log.ts'

/** Writes down what happens to a room, so that `replayLog` can run it again. */
export interface RoomRecorder {
  /** What `event` made of `before` at `atMs`: call it once that is committed, or refused. */
  step(before: RoomState | undefined, event: RoomEvent, atMs: Ms, step: RoomStep): void
  report(connection: { id: string; memberId: string }, report: ReportedPlayback, atMs: Ms): void
  closed(connection: { id: string }, code: number, atMs: Ms): void
}

export function createRoomRecorder(log: RoomLog): RoomRecorder {
  let last: RoomState | undefined

  return {
    step(before, event, atMs, step) {
      if (step.kind === 'unchanged') return
      log.write('room', (first) => {
        const stand = first || before !== last ? [{ kind: 'room' as const, atMs, state: before ?? null }] : []
        last = before
        if (step.kind === 'refused') return [...stand, { kind: 'refusal', atMs, event, reason: step.reason }]
        last = step.state
        return [...stand, { kind: 'step', atMs, event, ...differenceOf(before ?? {}, step.state) }]
      })
    },
    report({ id, memberId }, { offsetMs, rttMs, readiness, positionS }, atMs) {
      log.write('reports', () => [{ kind: 'report', atMs, connection: id, memberId, offsetMs, rttMs, readiness, positionS }])
    },
    closed({ id }, code, atMs) {
      log.write('reports', () => [{ kind: 'closed', atMs, connection: id, code }])
    },
  }
}
