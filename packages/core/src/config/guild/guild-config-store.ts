/** What the people of a guild said at one time, all of it. Versions of a guild are counted from 1. */
export interface GuildConfigVersion {
  guildId: string
  version: number
  /** Text that the store keeps and does not read. */
  document: string
  /** Who said it: a Discord user id. */
  changedBy: string
  atMs: number
}

/** How many versions of a guild are kept; older ones may go when another is kept. */
export const keptVersions = 100

/** Keeps what the people of each guild said, version by version. Nothing is ever changed; the newest version counts. */
export interface GuildConfigStore {
  /** The newest version, or `undefined` when this guild never said anything. */
  current(guildId: string): Promise<GuildConfigVersion | undefined>

  /** One version of this guild; another guild's is `undefined`. */
  version(guildId: string, version: number): Promise<GuildConfigVersion | undefined>

  /** Versions below `before` (all, without it), newest first, at most `limit`. */
  history(guildId: string, page: { before?: number | undefined; limit: number }): Promise<readonly GuildConfigVersion[]>

  /**
   * Keeps a version if the newest one until now is the one before it, and tells `configChanged` in the same step.
   * @returns `stale` with the newest, when somebody else was quicker or the number fits nothing. Never throws for a lost race.
   * @throws UnavailableError when the engine can't be reached: the version may or may not be kept
   */
  append(next: GuildConfigVersion): Promise<{ kind: 'kept' } | { kind: 'stale'; current: GuildConfigVersion | undefined }>
}
