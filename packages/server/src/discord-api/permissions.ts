const administrator = 1n << 3n
const all = (1n << 53n) - 1n

/**
 * A member's permissions in a guild: the `@everyone` role (whose id is the guild's) and all their roles together; owners and administrators have all.
 * Source: Discord's "Permissions" page. Channel overwrites are left out: they never grant Manage Server.
 */
export function memberPermissions(given: {
  guildId: string
  ownerId: string
  userId: string
  roles: readonly { id: string; permissions: string }[]
  roleIds: readonly string[]
}): string {
  if (given.ownerId === given.userId) return all.toString()
  const held = new Set([given.guildId, ...given.roleIds])
  const bits = given.roles.filter((role) => held.has(role.id)).reduce((sum, role) => sum | BigInt(role.permissions), 0n)
  return ((bits & administrator) === 0n ? bits : all).toString()
}
