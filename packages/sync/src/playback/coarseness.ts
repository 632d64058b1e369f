import type { Ms } from '../time.ts'
import { playbackRules as rules } from './playback-rules.ts'
import type { Observation, PlaybackState } from './playback-state.ts'

/** How coarse timers are, by how late this look is. One that an event caused says nothing of them. Rule CT12. */
export function coarsenessMs(
  { coarseMs, looked }: Pick<PlaybackState, 'coarseMs' | 'looked'>,
  seen: Pick<Observation, 'localMs' | 'byTimer'>,
): Ms {
  if (!looked || !seen.byTimer) return coarseMs
  const lateMs = seen.localMs - looked.nextAtMs
  const askedMs = looked.nextAtMs - looked.atMs
  // What was asked for soon comes with the next ring, however far apart those are.
  if (lateMs > rules.lateMs) return askedMs <= 2 * rules.sampleMs ? seen.localMs - looked.atMs : Math.max(coarseMs, lateMs)
  return askedMs <= 2 * rules.sampleMs ? 0 : coarseMs
}
