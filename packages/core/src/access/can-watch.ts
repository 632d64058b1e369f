import type { Entry } from '../media/entry.ts'
import { inScope } from '../media/scope.ts'
import type { GuildBinding } from './guild-binding.ts'
import { may, type Standing } from './policy.ts'

/** Why a guild can't see an entry. */
type ViewRefusal = 'guild-unbound' | 'entry-unknown' | 'entry-out-of-scope' | 'entry-not-ready' | 'entry-not-open'

/** Why somebody can't watch; presenters turn each into a sentence. */
export type WatchRefusal = ViewRefusal | 'member-may-not-watch'

export type WatchDecision = { kind: 'allowed'; entry: Entry } | { kind: 'refused'; reason: WatchRefusal }

/**
 * Whether a member of a guild may watch an entry. Asked at autocomplete, at queueing, at launch and at every KS issue: being in an Activity instance is not an
 * entitlement.
 *
 * An entry outside the scope is refused like any other reason here; presenters show it as unknown, so that nobody learns which ids exist.
 */
export function canWatch(binding: GuildBinding | undefined, standing: Standing, entry: Entry | undefined, nowMs: number): WatchDecision {
  if (!binding) return { kind: 'refused', reason: 'guild-unbound' }
  const decision = may('watch', standing)
  return decision.kind === 'refused' ? decision : canSee(binding, entry, nowMs)
}

/** Whether an entry may be shown in a guild at all, such as in a channel that hears of new recordings: {@link canWatch} without a person. */
export function canSee(
  { scope }: Pick<GuildBinding, 'scope'>,
  entry: Entry | undefined,
  nowMs: number,
): { kind: 'allowed'; entry: Entry } | { kind: 'refused'; reason: ViewRefusal } {
  if (!entry || entry.status === 'gone') return { kind: 'refused', reason: 'entry-unknown' }
  if (!inScope(entry, scope)) return { kind: 'refused', reason: 'entry-out-of-scope' }
  if (entry.status !== 'ready') return { kind: 'refused', reason: 'entry-not-ready' }
  // Kaltura itself would play it early: a viewer KS names the entry, and that lifts the schedule.
  if ((entry.opensAtMs ?? nowMs) > nowMs || (entry.closesAtMs ?? Number.POSITIVE_INFINITY) <= nowMs)
    return { kind: 'refused', reason: 'entry-not-open' }
  return { kind: 'allowed', entry }
}
