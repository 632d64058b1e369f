import type { Ms } from '../time.ts'
import { playbackRules } from './playback-rules.ts'
import type { Observation, Sight, SyncStatus } from './playback-state.ts'
import { reachableAt } from './target.ts'

/** How far behind (positive) its target the player is. */
export function behindMs(sight: Sight): Ms {
  return (reachableAt(sight, sight.serverMs) - sight.positionS) * 1000
}

/** In sync means: within a frame, or within what the clock can tell, whichever is more. */
export function statusFor(errorMs: Ms, { boundMs, readiness }: Observation): SyncStatus {
  if (readiness === 'stalled' || readiness === 'loading') return { kind: 'buffering', offsetMs: errorMs, boundMs }
  const near = Math.abs(errorMs) < Math.max(playbackRules.inSyncMs, boundMs)
  return { kind: near ? 'in-sync' : 'catching-up', offsetMs: errorMs, boundMs }
}
