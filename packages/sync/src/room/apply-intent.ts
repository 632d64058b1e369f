import type { Intent } from '../protocol/messages.ts'
import type { Ms } from '../time.ts'
import { positionAt, type Timeline } from '../timeline/timeline.ts'
import { roomRules } from './room-state.ts'

/**
 * The timeline after a host's intent. A start is stamped `leadMs` ahead so that all can be ready; a pause counts at once, at the position the host
 * saw. A new rate goes on from where the room is, because a jump of everybody's picture is worse than a host who is a few ms off. Rules RM4 to RM7.
 */
export function applyIntent(timeline: Timeline, intent: Intent, nowMs: Ms, leadMs: Ms, durationS?: number): Timeline {
  const startAtMs = nowMs + Math.min(roomRules.maxLeadMs, Math.max(roomRules.minLeadMs, leadMs))
  const positionS = Math.min(intent.positionS, durationS ?? Number.POSITIVE_INFINITY)
  switch (intent.kind) {
    case 'play':
      return timeline.playing ? timeline : { ...timeline, positionS, atMs: startAtMs, playing: true }
    case 'pause':
      return timeline.playing ? { ...timeline, positionS, atMs: nowMs, playing: false } : timeline
    case 'seek':
      return { ...timeline, positionS, atMs: timeline.playing ? startAtMs : nowMs }
    case 'rate':
      return changeRate(timeline, intent.rate, nowMs, durationS)
  }
}

function changeRate(timeline: Timeline, rate: number, nowMs: Ms, durationS?: number): Timeline {
  if (rate === timeline.rate) return timeline
  return {
    ...timeline,
    rate,
    positionS: positionAt(timeline, nowMs, durationS),
    atMs: Math.max(nowMs, timeline.playing ? timeline.atMs : nowMs),
  }
}
