/** A person in a guild, as Discord describes them in an interaction or through OAuth. */
export interface GuildMember {
  userId: string
  /** Nickname, global name or user name, whichever Discord would show. Untrusted text. */
  displayName: string
  roleIds: readonly string[]
  /** Discord's permission bits in this guild, as decimal digits. */
  permissions: string
}
