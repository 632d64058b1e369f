import type { Access } from './access.ts'
import type { Grant, GrantStore } from './grant-store.ts'
import type { Holding } from './holders.ts'
import type { GuildMember } from './member.ts'
import { type Action, may, policyActions } from './policy.ts'
import { explainRole, type Role } from './role.ts'

/** What a member is, by what, and what follows from it. */
export interface ExplainedMember {
  kind: 'explained'
  role: Role
  because: Holding | undefined
  grants: readonly Pick<Grant, 'action' | 'untilMs' | 'givenBy'>[]
  may: readonly { action: Action; by: 'role' | 'grant' }[]
}

export interface ExplainMemberDependencies {
  access: Access
  grants: GrantStore
  /** Milliseconds since 1970. */
  now(): number
}

/** Tells a manager of a guild what somebody is there and why, and everybody the same of themselves. */
export function createExplainMember({ access, grants, now }: ExplainMemberDependencies) {
  return async (
    guildId: string,
    { by, member }: { by: GuildMember; member: GuildMember },
  ): Promise<ExplainedMember | { kind: 'refused'; reason: 'guild-unbound' | 'member-may-not-grant' }> => {
    const [asker, found] = await Promise.all([access.of(guildId, by), access.of(guildId, member)])
    if (!asker || !found) return { kind: 'refused', reason: 'guild-unbound' }
    const decision = may('grant', asker.standing)
    if (by.userId !== member.userId && decision.kind === 'refused') return decision
    const held = await grants.held(guildId, member.userId, now())
    return {
      kind: 'explained',
      ...explainRole(member, found.binding),
      grants: held.map(({ action, untilMs, givenBy }) => ({ action, untilMs, givenBy })),
      may: policyActions.flatMap((action) => {
        const allowed = may(action, found.standing)
        return allowed.kind === 'allowed' ? [{ action, by: allowed.by }] : []
      }),
    }
  }
}
