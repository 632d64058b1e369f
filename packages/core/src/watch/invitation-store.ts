/** Lets people who are outside of Discord into one room: as often as it says, for a while, and only if they may watch there anyway. */
export interface Invitation {
  guildId: string
  /** Opaque, and as hard to guess as a password: 128 bits of chance or more. */
  id: string
  channelId: string
  /** Whose room it opens. */
  instanceId: string
  /** Who made it, and may take it back. */
  createdBy: string
  /** ms since 1970; not open at this moment any more. */
  expiresAtMs: number
  /** How many more it lets in. */
  usesLeft: number
}

/**
 * Keeps invitations. One that has expired, is used up, was taken back, never was, or is another guild's is `undefined` alike: whoever tries ids learns
 * nothing.
 */
export interface InvitationStore {
  /** Keeps a new one; `nowMs` lets the store forget those that have expired. */
  create(invitation: Invitation, nowMs: number): Promise<void>

  /** One that is open. Changes nothing. */
  find(guildId: string, id: string, nowMs: number): Promise<Invitation | undefined>

  /**
   * Lets one more in, in one step with the look whether it may: of those who come at the same moment to the last use, one gets in.
   * @returns the invitation with what is left after this
   */
  consume(guildId: string, id: string, nowMs: number): Promise<Invitation | undefined>

  /** Takes it back, for whoever made it and nobody else. Nothing happens to one that is not there. */
  revoke(guildId: string, id: string, createdBy: string): Promise<void>
}
