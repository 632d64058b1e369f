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

/** What a person asks of the room. */
export type Intent = SteeringIntent | RemoteIntent

/** How a room behaves, as its host chose. */
export interface RoomPolicies {
  /** Who may steer beside host and co-hosts: nobody, or every member whom the application lets control. */
  readonly remote: 'host' | 'shared'
  /** Whether the room waits for members whose players run dry: for none, for any, or when at least half of those who watch do. */
  readonly waiting: 'follow' | 'wait' | 'quorum'
  /** Whether the room stands while its host is shown advertisements. Anybody else's never hold it up. */
  readonly hostAds: 'play-on' | 'pause'
}

export const policyChoices: { readonly [Name in keyof RoomPolicies]: readonly RoomPolicies[Name][] } = {
  remote: ['host', 'shared'],
  waiting: ['follow', 'wait', 'quorum'],
  hostAds: ['play-on', 'pause'],
}

export const defaultPolicies: RoomPolicies = { remote: 'host', waiting: 'follow', hostAds: 'play-on' }

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
  /** As many wait for an answer as a room keeps. */
  'too-many',
  /** The instant lies too far ahead. */
  'too-late',
  'unavailable',
] as const
