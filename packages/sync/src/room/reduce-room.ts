import type { Ms } from '../time.ts'
import { barred } from './authority.ts'
import { electHost } from './elect-host.ts'
import { reached } from './live.ts'
import { join, leave, open, reopen, withoutGone } from './membership.ts'
import { changeQueue, suggest, tidyQueue, withNextMedia } from './queue.ts'
import { changeRemote, tidyRemote, withoutOldRequests } from './remote.ts'
import { type Refusal, type RoomEvent, type RoomMember, type RoomState, type RoomStep, roomRules } from './room-state.ts'
import { steer } from './steer.ts'
import { stepClock } from './step-clock.ts'
import { ads, recovered, released, stalled, tidyWaiting, withoutOldHold } from './waiting.ts'
import { withWake } from './wake.ts'

/**
 * What `event` makes of a room at `nowMs` of server time. Pure and total: whoever lost a race reads again and asks again.
 * First what has run out by `nowMs` runs out, whether or not anyone ticked; then the event; then what follows from both. Each policy is a file here.
 *
 * @param mark what the commit of this will be told apart by: whoever commits it draws one at random
 */
export function reduceRoom(state: RoomState | undefined, event: RoomEvent, nowMs: Ms, mark = 0): RoomStep {
  if (!state) return begin(event, nowMs, mark)
  const current = event.kind === 'clock-stepped' ? stepClock(state, event, nowMs) : state
  const next = apply(withoutLapsed(current, nowMs), event, nowMs)
  if ('reason' in next) return { kind: 'refused', reason: next.reason }
  const settled = settle(next, nowMs)
  return settled === state ? unchanged : changed({ ...settled, seq: state.seq + 1, mark, afterMark: state.mark })
}

const unchanged: RoomStep = { kind: 'unchanged' }

function begin(event: RoomEvent, nowMs: Ms, mark: number): RoomStep {
  if (event.kind === 'join') return changed({ ...electHost(open(event, nowMs, 1)), mark })
  return event.kind === 'intent' || event.kind === 'suggest' ? { kind: 'refused', reason: 'not-a-member' } : unchanged
}

/** Who is gone takes their remote with them, also where nobody ticked before they came back. */
function withoutLapsed(state: RoomState, nowMs: Ms): RoomState {
  const left = withoutGone(state, nowMs)
  const inherited = left === state ? state : tidyQueue(tidyRemote(electHost(left)))
  return withNextMedia(withoutOldHold(withoutOldRequests(inherited, nowMs), nowMs), nowMs)
}

function settle(state: RoomState, nowMs: Ms): RoomState {
  return withWake(withNextMedia(tidyWaiting(tidyQueue(tidyRemote(electHost(state))), nowMs), nowMs))
}

function apply(state: RoomState, event: RoomEvent, nowMs: Ms): RoomState | Pick<RoomStep & { kind: 'refused' }, 'reason'> {
  switch (event.kind) {
    case 'join':
      return join(state, event, nowMs)
    case 'leave':
      return leave(state, event.memberId, nowMs + event.graceMs)
    case 'intent':
    case 'suggest':
      return followOnce(state, event, nowMs)
    case 'stalled':
      return stalled(state, event, nowMs)
    case 'recovered':
      return recovered(state, event.memberId)
    case 'live':
      return reached(state, event, nowMs)
    case 'ads':
      return ads(state, event, nowMs)
    case 'tick':
    case 'clock-stepped':
      return state
    case 'reopen':
      return reopen(state, event, nowMs)
  }
}

type Asked = RoomEvent & { kind: 'intent' | 'suggest' }

/** Rule RM2. */
function followOnce(state: RoomState, event: Asked, nowMs: Ms): RoomState | Refusal {
  const member = state.members.find((candidate) => candidate.id === event.memberId)
  if (!member) return { reason: 'not-a-member' }
  if (state.recentIntents.includes(event.id)) return state
  const next = event.kind === 'suggest' ? suggest(state, member, event) : follow(state, member, event, nowMs)
  if ('reason' in next || next === state) return next
  return { ...next, recentIntents: [...state.recentIntents, event.id].slice(-roomRules.intentsRemembered) }
}

function follow(state: RoomState, member: RoomMember, { intent, leadMs }: Asked & { kind: 'intent' }, nowMs: Ms): RoomState | Refusal {
  switch (intent.kind) {
    case 'play':
    case 'pause':
    case 'start-at':
      return barred(state, member, 'steering') ?? steer(state.hold ? released(state, nowMs) : state, intent, nowMs, leadMs)
    case 'seek':
    case 'rate':
      return barred(state, member, 'steering') ?? steer(state, intent, nowMs, leadMs)
    case 'vote':
    case 'accept':
    case 'remove':
    case 'play-item':
    case 'move':
    case 'next':
      return changeQueue(state, member, intent, nowMs)
    default:
      return changeRemote(state, member, intent, nowMs)
  }
}

function changed(state: RoomState): RoomStep {
  return { kind: 'changed', state }
}
