import { playbackRules as rules } from './playback-rules.ts'
import type { Command, PlaybackState, PlaybackStep, Sight } from './playback-state.ts'
import { statusFor } from './status.ts'

/**
 * The room stands still at `positionS`: so does the player. It is placed silently, at most three times, for players that cannot land exactly; and once at
 * any rate if it was playing, because a browser that is paused goes on showing the frame it had got to, which may be the one after its position. Rule CT9.
 */
export function hold(state: PlaybackState, sight: Sight, positionS: number): PlaybackStep {
  const held = state.phase.kind === 'holding' ? state.phase : undefined
  const phase = held ?? { kind: 'holding' as const, seeks: 0, nextSeekAtMs: sight.localMs, played: !sight.paused }
  const offS = positionS - sight.positionS
  const settled = sight.readiness !== 'seeking' && sight.readiness !== 'loading'
  const elsewhere = Math.abs(offS) > rules.alignedWithinS || (phase.played && phase.seeks === 0)
  const place = settled && elsewhere && phase.seeks < 3 && sight.localMs >= phase.nextSeekAtMs
  const commands: Command[] = []
  if (!sight.paused) commands.push({ kind: 'pause' })
  if (!held && sight.rate !== sight.timeline.rate) commands.push({ kind: 'rate', rate: sight.timeline.rate, preservePitch: true })
  if (place) commands.push({ kind: 'seek', positionS })
  const next = place ? { ...phase, seeks: phase.seeks + 1, nextSeekAtMs: sight.localMs + 1000 * 2 ** phase.seeks } : phase
  return {
    state: { ...state, phase: next, cold: state.cold || place },
    commands,
    wakeInMs: 500,
    status: statusFor(offS * 1000, sight),
  }
}
