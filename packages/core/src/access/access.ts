import { UnavailableError } from '../errors/coded-error.ts'
import type { GrantStore } from './grant-store.ts'
import type { GuildBinding, GuildBindings } from './guild-binding.ts'
import type { GuildMember } from './member.ts'
import type { Standing } from './policy.ts'
import { explainRole } from './role.ts'

/** Tells what a member is in a guild, as of now: the one place where roles come from. What they may do by it is the policy's. */
export interface Access {
  /** `undefined` for a guild that nobody bound. */
  of(guildId: string, member: GuildMember): Promise<{ binding: GuildBinding; standing: Standing } | undefined>
}

export interface AccessOptions {
  bindings: GuildBindings
  grants: GrantStore
  /** Milliseconds since 1970. */
  now(): number
}

export function createAccess({ bindings, grants, now }: AccessOptions): Access {
  return {
    async of(guildId, member) {
      const binding = await bindings.find(guildId)
      if (!binding) return undefined
      const held = await grants.held(guildId, member.userId, now()).catch(nothingWhileAway)
      return { binding, standing: { role: explainRole(member, binding).role, granted: held.map(({ action }) => action) } }
    },
  }
}

/** Grants only add: while they can't be read, everybody may do what their roles let them. */
function nothingWhileAway(error: unknown): readonly [] {
  if (error instanceof UnavailableError) return []
  throw error
}
