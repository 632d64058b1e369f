import type { Intent, RoomPolicies } from '../protocol/intents.ts'
import type { Ms } from '../time.ts'

/**
 * What a person can ask of the room. The room decides, and the player follows the room: nothing changes here before it says so. What it did not follow
 * is in `view().refusal`, with a reason.
 */
export interface RoomActs {
  play(): void
  pause(): void
  seek(positionS: number): void
  /** 0.25 to 2. */
  setRate(rate: number): void
  /**
   * A countdown: everybody starts at that instant (ms since 1970, at most 24 h ahead) from `positionS` (default: where the room is); `pause` calls it
   * off, `play` starts at once.
   */
  startAt(atMs: Ms, positionS?: number): void
  /** Asks host and co-hosts for control; they see it in `view().requests` for a minute. */
  askForControl(): void
  withdrawRequest(): void
  /** Makes a member co-host: they steer too, until it is revoked or they leave. */
  grantControl(memberId: string): void
  declineControl(memberId: string): void
  /** Takes control from a co-host; co-hosts may give up their own. */
  revokeControl(memberId: string): void
  /** Makes another member host; who was it stays on as co-host. */
  transferHost(memberId: string): void
  /** While locked, only the host is followed. */
  setLocked(locked: boolean): void
  setPolicies(policies: Partial<RoomPolicies>): void
  /** Asks for a media to be shown later; host and co-hosts put it into the queue by that. The application decides whether this person may. */
  suggest(mediaId: string): void
  vote(itemId: string, up: boolean): void
  acceptItem(itemId: string): void
  /** `index` counts among what was accepted, from 0. */
  moveItem(itemId: string, index: number): void
  /** Own suggestions may be taken back by anybody. */
  removeItem(itemId: string): void
  playItem(itemId: string): void
  playNext(): void
}

export interface RoomActsOptions {
  intend: (intent: Intent) => void
  /** The position that the person sees. */
  seenS: () => number
}

export function createRoomActs({ intend, seenS }: RoomActsOptions): RoomActs {
  return {
    play: () => intend({ kind: 'play', positionS: seenS() }),
    pause: () => intend({ kind: 'pause', positionS: seenS() }),
    seek: (positionS) => intend({ kind: 'seek', positionS: Math.max(0, positionS) }),
    setRate: (rate) => intend({ kind: 'rate', rate, positionS: seenS() }),
    startAt: (startAtMs, positionS = seenS()) => intend({ kind: 'start-at', positionS, startAtMs }),
    askForControl: () => intend({ kind: 'ask' }),
    withdrawRequest: () => intend({ kind: 'withdraw' }),
    grantControl: (memberId) => intend({ kind: 'grant', memberId }),
    declineControl: (memberId) => intend({ kind: 'decline', memberId }),
    revokeControl: (memberId) => intend({ kind: 'revoke', memberId }),
    transferHost: (memberId) => intend({ kind: 'transfer', memberId }),
    setLocked: (locked) => intend({ kind: 'lock', locked }),
    setPolicies: (policies) => intend({ kind: 'policy', policies }),
    suggest: (mediaId) => intend({ kind: 'suggest', mediaId }),
    vote: (itemId, up) => intend({ kind: 'vote', itemId, up }),
    acceptItem: (itemId) => intend({ kind: 'accept', itemId }),
    moveItem: (itemId, index) => intend({ kind: 'move', itemId, index }),
    removeItem: (itemId) => intend({ kind: 'remove', itemId }),
    playItem: (itemId) => intend({ kind: 'play-item', itemId }),
    playNext: () => intend({ kind: 'next' }),
  }
}
