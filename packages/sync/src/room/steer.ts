import type { SteeringIntent } from '../protocol/intents.ts'
import { limits } from '../protocol/limits.ts'
import type { Ms } from '../time.ts'
import { firstLivePositionS } from '../timeline/live-position.ts'
import { positionAt, type Timeline } from '../timeline/timeline.ts'
import { liveTargetS } from './live.ts'
import { type Refusal, type RoomState, roomRules } from './room-state.ts'

/**
 * A room after somebody steered it. A start is stamped `leadMs` ahead so that all can be ready; a pause counts at once, at the position the person
 * saw. A new rate goes on from where the room is, because a jump of everybody's picture is worse than a host who is a few ms off. Rules RM4 to RM7,
 * RM11, LV4.
 */
export function steer(state: RoomState, intent: SteeringIntent, nowMs: Ms, leadMs: Ms): RoomState | Refusal {
  if (intent.kind === 'start-at' && intent.startAtMs > nowMs + limits.startAheadMs) return { reason: 'too-late' }
  const startAtMs = nowMs + Math.min(roomRules.maxLeadMs, Math.max(roomRules.minLeadMs, leadMs))
  const liveS = liveTargetS(state, nowMs)
  const asked = liveS !== undefined && intent.positionS < firstLivePositionS ? { ...intent, positionS: liveS } : intent
  const timeline = steered(state.timeline, asked, nowMs, startAtMs, liveS ?? state.durationS, state.durationS)
  return timeline === state.timeline ? state : { ...state, timeline }
}

function steered(timeline: Timeline, intent: SteeringIntent, nowMs: Ms, startAtMs: Ms, endS?: number, durationS?: number): Timeline {
  const positionS = Math.min(intent.positionS, endS ?? Number.POSITIVE_INFINITY)
  switch (intent.kind) {
    case 'play':
      return timeline.playing && timeline.atMs <= startAtMs ? timeline : { ...timeline, positionS, atMs: startAtMs, playing: true }
    case 'start-at':
      return { ...timeline, positionS, atMs: Math.max(startAtMs, intent.startAtMs), playing: true }
    case 'pause':
      return timeline.playing ? { ...timeline, positionS, atMs: nowMs, playing: false } : timeline
    case 'seek':
      return { ...timeline, positionS, atMs: timeline.playing ? Math.max(startAtMs, timeline.atMs) : nowMs }
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
