/** A code that somebody was shown in Discord and has not brought back yet. The code itself is not in it. */
export interface LinkCode {
  /** For which Kaltura account, by the name of the connection. */
  connection: string
  /** The first part of the code, by which it is looked for. */
  selector: string
  /** Of the whole code, with a key that the store does not have. */
  digest: string
  /** Where it was asked for. */
  guildId: string
  discordUserId: string
  expiresAtMs: number
  /** How many tries are left, wrong or right. */
  attemptsLeft: number
}

/** Keeps codes until they are brought back: once, in time, and with few tries. */
export interface LinkCodes {
  /**
   * Keeps a code instead of the one that its person had for this account.
   * @returns `collides` when another person's code has this selector; then nothing changed
   */
  keep(code: LinkCode): Promise<{ kind: 'kept' | 'collides' }>

  /**
   * Takes one try from the code with this selector, and the code itself away if the digest fits. Looks, counts and takes in one step.
   * @returns whose it was, or `undefined` for a code that is wrong, spent, over, has no tries left, or never was
   */
  spend(
    connection: string,
    selector: string,
    digest: string,
    nowMs: number,
  ): Promise<Pick<LinkCode, 'guildId' | 'discordUserId'> | undefined>
}
