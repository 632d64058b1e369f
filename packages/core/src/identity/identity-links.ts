/** A Discord user proved to be a Kaltura user. */
export interface IdentityLink {
  /** In which Kaltura account, by the name of the connection. */
  connection: string
  discordUserId: string
  kalturaUserId: string
  /** Who vouched: the institution's own system (`directory`), or Kaltura by a KS that the person had (`ks`). */
  proof: 'directory' | 'ks'
  atMs: number
}

/** Keeps who proved to be whom. The connection is part of every key: a person is somebody else in another Kaltura account. */
export interface IdentityLinks {
  find(connection: string, discordUserId: string): Promise<IdentityLink | undefined>

  /**
   * Keeps a link instead of the one that the Discord user had in this account. Kaltura reads user ids without case, and so does this.
   * @param options.shared whether several Discord users may be one Kaltura user
   * @returns `taken` when another Discord user is linked to this Kaltura user and that is not shared; then nothing changed
   */
  link(link: IdentityLink, options: { shared: boolean }): Promise<{ kind: 'linked' | 'taken' }>

  /** @returns whether there was one */
  unlink(connection: string, discordUserId: string): Promise<boolean>
}
