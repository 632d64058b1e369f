import type { RefusalReason, RoomIntent, RoomPolicies } from '../protocol/intents.ts'
import type { Member } from '../protocol/messages.ts'
import type { QueuedMedia, RoomRevision, RoomSnapshot } from '../protocol/snapshot.ts'
import type { Ms } from '../time.ts'

/** Opaque; the Activity instance in our apps. */
export type RoomId = string

/** A member is a user, however many tabs they have. `away` keeps their seat, and the remote if it is theirs, until `untilMs`. */
export interface RoomMember extends Member {
  readonly joinedAtMs: Ms
  readonly presence: { readonly kind: 'present' } | { readonly kind: 'away'; readonly untilMs: Ms }
}

interface RoomFacts extends Omit<RoomSnapshot, 'hostId'> {
  /** Rises when the room was taken up again by a server that did not see what happened meanwhile. */
  readonly epoch: number
  /** Rises by one with every committed change. */
  readonly seq: number
  /** Drawn anew for every commit: of two by the same number, one of which a store has lost, it tells which this is. */
  readonly mark: number
  /** The mark of the commit that this one was made on; 0 if it was the first. */
  readonly afterMark: number
  /** What the room began with, and what tickets of its application go on naming. */
  readonly firstMediaId: string
  /** In order of joining. How well each is playing is not here: that lives with their connections. */
  readonly members: readonly RoomMember[]
  /** Whom the programme would like to see as its first host. */
  readonly firstHost?: string
  /** The intents last followed, oldest first: the same one again changes nothing. */
  readonly recentIntents: readonly string[]
  /** Members for whom the room waited: not again before `untilMs`. */
  readonly waited: readonly { readonly memberId: string; readonly untilMs: Ms }[]
  /** So long nobody's stall holds the room up again. */
  readonly restUntilMs?: Ms
  /** When, by the clock as it is now, the room was told that it had jumped. */
  readonly steppedAtMs?: Ms
  /** When someone should submit a `tick`, in server time. Anyone may, at any time: it does nothing unless something is due. */
  readonly nextWakeAtMs?: Ms
}

/** The whole truth about a room, as one document. There cannot be two hosts. */
export type RoomState = RoomFacts & ({ readonly kind: 'hosted'; readonly host: string } | { readonly kind: 'hostless' })

export interface Joining {
  readonly member: Member
  readonly mediaId: string
  readonly durationS?: number
  /** Whether the media is a live stream. */
  readonly live?: true
  readonly firstHost?: string
  /** How a room that begins with this should behave; its host may change that. */
  readonly policies?: Partial<RoomPolicies>
}

/** What can happen to a room. */
export type RoomEvent =
  | ({ readonly kind: 'join' } & Joining)
  | { readonly kind: 'leave'; readonly memberId: string; readonly graceMs: Ms }
  /** `leadMs`: how far ahead a start has to be stamped for the slowest member to hear of it in time. */
  | { readonly kind: 'intent'; readonly memberId: string; readonly id: string; readonly intent: RoomIntent; readonly leadMs: Ms }
  /** An intent whose media the application let the member have. */
  | { readonly kind: 'suggest'; readonly memberId: string; readonly id: string; readonly media: QueuedMedia }
  | { readonly kind: 'tick' }
  /**
   * A node saw that a member's player ran dry at `sinceMs` of server time, in all of their visible tabs. `watching` is how many members do watch: neither
   * hidden nor detached.
   */
  | { readonly kind: 'stalled'; readonly memberId: string; readonly sinceMs: Ms; readonly watching: number }
  /** It has data again, or the member is hidden, detached or gone. */
  | { readonly kind: 'recovered'; readonly memberId: string }
  /** What everybody who watches can reach now, by programme time if all of their players know it. */
  | { readonly kind: 'live'; readonly by: 'programme-time'; readonly edgeS: number }
  | { readonly kind: 'live'; readonly by: 'edge' }
  | { readonly kind: 'ads'; readonly memberId: string; readonly showing: boolean }
  /**
   * A server took the room up that did not see what happened meanwhile: everybody but those who are `connected` is away until they come back.
   * `lostEpoch`: clients were told of a later state in that epoch, which the store has lost.
   */
  | { readonly kind: 'reopen'; readonly connected: readonly string[]; readonly lostEpoch?: number }

  /**
   * The clock that the room lives in jumped by so much: what was planned is planned for the same moment by the new clock. `sinceMs`, by that: when the node that says
   * so last found it in order. Every node says so, and the first one counts.
   */
  | { readonly kind: 'clock-stepped'; readonly byMs: Ms; readonly sinceMs: Ms }

export type RoomStep =
  | { readonly kind: 'changed'; readonly state: RoomState }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly reason: RefusalReason | 'room-full' | 'other-media' }

/** What a policy answers to an intent that it does not follow. */
export interface Refusal {
  readonly reason: RefusalReason
}

export const roomRules = {
  /** How long a lost connection costs nobody the remote. */
  graceMs: 8000,
  /** The same after a goodbye (WebSocket close 1000): long enough for a reload, short enough to hand over at once. */
  goodbyeGraceMs: 1000,
  minLeadMs: 150,
  maxLeadMs: 500,
  /** What comes from the queue begins so far ahead: everybody has to load it. */
  nextMediaLeadMs: 5000,
  /** A press may arrive twice, around a few others' presses. */
  intentsRemembered: 16,
  /** How long a request for control waits for an answer, and how long a no lasts. */
  requestMs: 60_000,
  /** A shorter stall is nobody else's business. */
  stallMs: 1000,
  /** The longest that stalls hold a room up. */
  stallHoldMs: 5000,
  /** A member holds a room up once in so long. */
  waitOnceMs: 60_000,
  /** How long a room plays between two waits. */
  restMs: 10_000,
  /** The longest that a host's advertisements hold a room up. */
  adsHoldMs: 180_000,
  /** Nodes agree on the time to this. */
  clockSlackMs: 250,
  /** How far a live room stays behind what everybody can reach. */
  liveMarginS: 1,
  /** How often a live room is set back for someone who cannot reach it. */
  setBackEveryMs: 30_000,
} as const

/** What clients are told of a room. */
export function revisionOf(state: RoomState): RoomRevision {
  const {
    epoch,
    seq,
    mark,
    mediaId,
    title,
    live,
    durationS,
    queue,
    hostTerm,
    coHosts,
    locked,
    requests,
    policies,
    stalled,
    hold,
    timeline,
  } = state
  const media = {
    mediaId,
    ...(title === undefined ? {} : { title }),
    ...(live ? { live } : {}),
    ...(durationS === undefined ? {} : { durationS }),
  }
  const host = state.kind === 'hosted' ? { hostId: state.host } : {}
  const remote = { ...host, hostTerm, coHosts, locked, requests, policies }
  return { epoch, seq, mark, state: { ...media, queue, ...remote, stalled, ...(hold ? { hold } : {}), timeline } }
}

/** What clients are told of a room beside its host; what changes most comes first. */
const toldFacts = Object.keys({
  timeline: true,
  hold: true,
  stalled: true,
  live: true,
  queue: true,
  coHosts: true,
  requests: true,
  hostTerm: true,
  locked: true,
  policies: true,
  mediaId: true,
  title: true,
  durationS: true,
} satisfies Record<Exclude<keyof RoomSnapshot, 'hostId'>, true>)

/** Whether clients have to be told of `next`; a change of members alone is told otherwise. */
export function isNews(before: RoomState | undefined, next: RoomState): boolean {
  if (!before || before.epoch !== next.epoch || hostOf(before) !== hostOf(next)) return true
  if (before.timeline.atMs !== next.timeline.atMs) return true // as nearly every command does: nothing has to be compared as text
  return toldFacts.some((name) => !same(Reflect.get(before, name), Reflect.get(next, name)))
}

function hostOf(state: RoomState): string | undefined {
  return state.kind === 'hosted' ? state.host : undefined
}

/** What another node committed was read from text: equal, but not identical. */
function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}
