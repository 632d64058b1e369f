import type { Ms } from '../time.ts'
import { playbackRules as rules } from './playback-rules.ts'
import type { PlaybackState } from './playback-state.ts'

/** How coarse timers are, by how late this look is. One that came before its time was woken by an event, and says nothing. Rule CT12. */
export function coarsenessMs({ coarseMs, looked }: Pick<PlaybackState, 'coarseMs' | 'looked'>, localMs: Ms): Ms {
  if (!looked) return 0
  const lateMs = localMs - looked.nextAtMs
  const askedMs = looked.nextAtMs - looked.atMs
  if (lateMs > rules.lateMs) return askedMs <= 2 * rules.sampleMs ? localMs - looked.atMs : Math.max(coarseMs, lateMs)
  return lateMs >= 0 && askedMs <= 2 * rules.sampleMs ? 0 : coarseMs
}
