import { limits } from '../protocol/limits.ts'
import type { LiveFacts } from '../protocol/snapshot.ts'
import type { Ms } from '../time.ts'
import { firstLivePositionS, liveEdgeS } from '../timeline/live-position.ts'
import { positionAt } from '../timeline/timeline.ts'
import { type RoomEvent, type RoomState, roomRules } from './room-state.ts'

/** The position that everybody who watches can reach, less a margin; `undefined` for a video, and while nobody has said. Rule LV3. */
export function liveTargetS({ live }: RoomState, nowMs: Ms): number | undefined {
  const edgeS = live && edgeAt(live, nowMs)
  return edgeS === undefined ? undefined : Math.max(firstLivePositionS, edgeS - roomRules.liveMarginS)
}

/**
 * A live room after nodes saw how far everybody's player reaches. A room that plays and never was anywhere goes to the target, one that is ahead of it goes back to
 * it once in a while, and one whose positions now mean something else stays as far from the edge as it was. Rules LV4 to LV6.
 */
export function reached(state: RoomState, event: RoomEvent & { kind: 'live' }, nowMs: Ms): RoomState {
  const { live } = state
  if (!live) return state
  const next: LiveFacts = { ...live, by: event.by }
  const facts = event.by === 'edge' ? withoutEdge(next) : { ...next, edge: { positionS: counted(event.edgeS), atMs: nowMs } }
  const [before, after] = [edgeAt(live, nowMs), edgeAt(facts, nowMs)]
  const began = state.timeline.positionS >= firstLivePositionS
  const moved = began && live.by !== facts.by && before !== undefined && after !== undefined ? after - before : 0
  const timeline =
    moved === 0 ? state.timeline : { ...state.timeline, positionS: counted(Math.max(firstLivePositionS, state.timeline.positionS + moved)) }
  return placed(JSON.stringify(facts) === JSON.stringify(live) ? state : { ...state, live: facts, timeline }, nowMs)
}

function placed(state: RoomState, nowMs: Ms): RoomState {
  const targetS = liveTargetS(state, nowMs)
  const { live, timeline } = state
  if (targetS === undefined || !live) return state
  const atMs = timeline.playing ? Math.max(timeline.atMs, nowMs + roomRules.maxLeadMs) : nowMs
  const there = { ...state, timeline: { ...timeline, positionS: targetS, atMs } }
  if (timeline.positionS < firstLivePositionS) return timeline.playing ? there : state
  const rests = live.setBackAtMs !== undefined && nowMs - live.setBackAtMs < roomRules.setBackEveryMs
  const isAhead = positionAt(timeline, nowMs) - targetS > roomRules.liveMarginS
  return timeline.playing && isAhead && !rests ? { ...there, live: { ...live, setBackAtMs: nowMs } } : state
}

function edgeAt({ by, edge }: LiveFacts, nowMs: Ms): number | undefined {
  if (by === 'edge') return liveEdgeS(nowMs)
  return edge && counted(edge.positionS + (nowMs - edge.atMs) / 1000)
}

/** What a room can count, whatever players claim to reach. */
function counted(positionS: number): number {
  return Math.min(limits.positionS, positionS)
}

function withoutEdge({ edge: _, ...live }: LiveFacts): LiveFacts {
  return live
}
