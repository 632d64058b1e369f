import type { Role } from './role.ts'

interface PolicyRow {
  /** Those who may by what they are; everybody else needs a grant. */
  roles: readonly Role[]
  /** What somebody is told who may not. */
  refusal: string
}

/**
 * Who may do what, all of it. Commands, buttons, rooms and HTTP routes ask {@link may} for a row of this table and decide nothing by themselves; what a guild's
 * binding and scope say of an *entry* is `canWatch`'s.
 */
export const policy = {
  /** See a video that is in scope: find it, open it, get a KS for it, queue it. */
  watch: { roles: ['viewer', 'member', 'manager'], refusal: 'member-may-not-watch' },
  /** Choose what a fresh Activity instance shows. */
  start: { roles: ['member', 'manager'], refusal: 'member-may-not-start' },
  /** Hold the remote of a room. */
  control: { roles: ['member', 'manager'], refusal: 'member-may-not-control' },
  /** Let people in who are outside of Discord. */
  invite: { roles: ['member', 'manager'], refusal: 'member-may-not-invite' },
  /** Give the remote of any room to anybody, themselves included. */
  moderate: { roles: ['manager'], refusal: 'member-may-not-moderate' },
  /** Link their own Kaltura account, or unlink it. */
  link: { roles: ['viewer', 'member', 'manager'], refusal: 'member-may-not-link' },
  /** Let a member do one of these for a time. */
  grant: { roles: ['manager'], refusal: 'member-may-not-grant' },
  /** See and change what the guild's people may have their way. */
  configure: { roles: ['manager'], refusal: 'member-may-not-configure' },
} as const satisfies Record<string, PolicyRow>

export type Action = keyof typeof policy
/** Each row's name, in the order of the table. */
export const policyActions = Object.keys(policy) as readonly Action[]

/** What a member is, and what they were granted beside it. */
export interface Standing {
  role: Role
  /** Actions of grants that hold now. */
  granted: readonly Action[]
}

export type Decision<A extends Action = Action> =
  | { kind: 'allowed'; by: 'role' | 'grant' }
  | { kind: 'refused'; reason: (typeof policy)[A]['refusal'] }

/** Whether somebody may, and by what; or why not. */
export function may<A extends Action>(action: A, { role, granted }: Standing): Decision<A> {
  const row: PolicyRow = policy[action]
  if (row.roles.includes(role)) return { kind: 'allowed', by: 'role' }
  if (granted.includes(action)) return { kind: 'allowed', by: 'grant' }
  return { kind: 'refused', reason: policy[action].refusal }
}

/** Somebody who came by an invitation from outside of Discord: they watch, if they may, and no more, whatever they are inside. */
export function asGuest(standing: Standing): Standing {
  return { role: may('watch', standing).kind === 'allowed' ? 'viewer' : 'outsider', granted: [] }
}
