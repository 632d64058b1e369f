/** A person in a guild, as Discord describes them in an interaction or through OAuth. */
export interface GuildMember {
  userId: string
  /** Nickname, global name or user name, whichever Discord would show. Untrusted text. */
  displayName: string
  roleIds: readonly string[]
  /** Discord's permission bits in this guild, as decimal digits. */
  permissions: string
}

const administrator = 1n << 3n
const manageGuild = 1n << 5n

/** Whether the member may manage the guild: Discord's Administrator or Manage Server, never the name of a role. */
export function managesGuild(member: GuildMember): boolean {
  const bits = BigInt(member.permissions)
  return (bits & (administrator | manageGuild)) !== 0n
}
