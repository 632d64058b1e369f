import type { Access } from './access.ts'
import type { GrantStore } from './grant-store.ts'
import type { GuildMember } from './member.ts'
import { type Action, may, policy } from './policy.ts'

/** What a manager may give others. Never the right to give: who has it holds it by their role. */
export type GrantableAction = Exclude<Action, 'grant'>
export const grantableActions = Object.keys(policy).filter((action): action is GrantableAction => action !== 'grant')

export interface GrantRequest {
  guildId: string
  /** Who gives it. */
  by: GuildMember
  /** Who gets it. */
  userId: string
  action: GrantableAction
  /** When it ends, in ms since 1970. A time that has come ends what was given before; {@link longestGrantMs} from now is the latest. */
  untilMs: number
}

export type GrantOutcome =
  | { kind: 'granted' | 'ended' }
  | { kind: 'refused'; reason: 'guild-unbound' | 'member-may-not-grant' | 'grant.too-long' }

/** Longer than this is a role's business. */
export const longestGrantMs = 90 * 24 * 3_600_000

export interface GrantingDependencies {
  access: Access
  grants: GrantStore
  /** Milliseconds since 1970. */
  now(): number
  /** A text that never comes again and says nothing, such as a random UUID. */
  newId(): string
}

/** Lets managers of a guild give a member one right for a time, or take it back. */
export function createGranting({ access, grants, now, newId }: GrantingDependencies) {
  return async ({ guildId, by, userId, action, untilMs }: GrantRequest): Promise<GrantOutcome> => {
    const found = await access.of(guildId, by)
    if (!found) return { kind: 'refused', reason: 'guild-unbound' }
    const decision = may('grant', found.standing)
    if (decision.kind === 'refused') return decision
    const atMs = now()
    if (untilMs - atMs > longestGrantMs) return { kind: 'refused', reason: 'grant.too-long' }
    await grants.give({ guildId, userId, action, untilMs, givenBy: by.userId, atMs }, newId())
    return { kind: untilMs > atMs ? 'granted' : 'ended' }
  }
}
