/**
 * Moves the timeline. `positionS` is the position the person saw (for `seek`: wants), so that nobody's picture jumps but by their word.
 * `start-at` is a countdown: the room stands at `positionS` until `startAtMs` of server time; `pause` calls it off.
 */
export type SteeringIntent =
  | { kind: 'play' | 'pause' | 'seek'; positionS: number }
  | { kind: 'rate'; positionS: number; rate: number }
  | { kind: 'start-at'; positionS: number; startAtMs: number }

/** Decides who may do what. `ask` and `withdraw` are about oneself; `revoke` takes control from a co-host, or from oneself. */
export type RemoteIntent =
  | { kind: 'ask' | 'withdraw' }
  | { kind: 'grant' | 'decline' | 'revoke' | 'transfer'; memberId: string }
  | { kind: 'lock'; locked: boolean }
  | { kind: 'policy'; policies: Partial<RoomPolicies> }

/** Runs the queue: members suggest and vote, host and co-hosts do the rest. `index` counts among what was accepted. */
export type QueueIntent =
  | { kind: 'vote'; itemId: string; up: boolean }
  | { kind: 'accept' | 'remove' | 'play-item'; itemId: string }
  | { kind: 'move'; itemId: string; index: number }
  | { kind: 'next' }

/** Asks for a media to be shown later. The application is asked first, so this becomes an event of its own. */
export interface SuggestIntent {
  kind: 'suggest'
  mediaId: string
}

/** What the room decides by itself. */
export type RoomIntent = SteeringIntent | RemoteIntent | QueueIntent

/** What a person asks of the room. */
export type Intent = RoomIntent | SuggestIntent

/** How a room behaves, as its host chose. */
export interface RoomPolicies {
  /** Who may steer beside host and co-hosts: nobody, or every member whom the application lets control. */
  readonly remote: 'host' | 'shared'
  /** Whether the room waits for members whose players run dry: for none, for any, or when at least half of those who watch do. */
  readonly waiting: 'follow' | 'wait' | 'quorum'
  /** Whether the room stands while its host is shown advertisements. Anybody else's never hold it up. */
  readonly hostAds: 'play-on' | 'pause'
  /** Whether the next media of the queue begins when one is over, or when host or a co-host says so. */
  readonly next: 'automatic' | 'manual'
}

export const policyChoices: { readonly [Name in keyof RoomPolicies]: readonly RoomPolicies[Name][] } = {
  remote: ['host', 'shared'],
  waiting: ['follow', 'wait', 'quorum'],
  hostAds: ['play-on', 'pause'],
  next: ['automatic', 'manual'],
}

export const defaultPolicies: RoomPolicies = { remote: 'host', waiting: 'follow', hostAds: 'play-on', next: 'automatic' }

/** Why a room did not follow an intent. */
export type RefusalReason = (typeof refusalReasons)[number]

export const refusalReasons = [
  /** Only the host (or, for most things, a co-host) may. */
  'not-host',
  'not-a-member',
  /** Nobody but the host, until they open the room again. */
  'locked',
  /** The application does not let this member host. */
  'may-not-control',
  /** Whom it is about is not here, or did not ask. */
  'unknown-member',
  /** Asked again too soon after a no. */
  'declined',
  'unknown-item',
  /** The queue is not offered here. */
  'not-offered',
  /** The application does not let this member have that media shown. */
  'media-refused',
  /** More than a room keeps (of requests, of the queue), or than one member has (suggestions, votes). */
  'too-many',
  /** The instant lies too far ahead. */
  'too-late',
  /** More suggestions than one person thinks of. */
  'too-fast',
  'unavailable',
] as const
