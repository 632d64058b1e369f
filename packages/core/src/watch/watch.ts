import { canWatch, type WatchDecision, type WatchRefusal } from '../access/can-watch.ts'
import type { GuildBindings } from '../access/guild-binding.ts'
import type { GuildMember } from '../access/member.ts'
import { mayControl, roleOf } from '../access/role.ts'
import type { Entry } from '../media/entry.ts'
import type { MediaCatalog } from '../media/media-catalog.ts'
import type { Programme, ProgrammeStore } from './programme-store.ts'

export interface WatchDependencies {
  bindings: GuildBindings
  /** The catalogue of a named connection; `undefined` when the operator configured none of that name. */
  catalog(connection: string): MediaCatalog | undefined
  programmes: ProgrammeStore
  now(): number
}

/** Who asks, where. */
export interface WatchRequest {
  guildId: string
  member: GuildMember
  entryId: string
  signal?: AbortSignal
}

export type OfferOutcome = { kind: 'offered'; entry: Entry } | { kind: 'refused'; reason: WatchRefusal | 'member-may-not-start' }

export type LaunchOutcome =
  | { kind: 'launched' | 'joined'; programme: Programme }
  | { kind: 'refused'; reason: WatchRefusal | 'member-may-not-start' }

/** The use cases around watching together: suggest, offer, launch, admit. Each asks `canWatch` afresh; none trusts what an earlier step decided. */
export interface Watch {
  /** Entries for autocomplete: inside the guild's scope and ready now. Nothing for a guild without a binding. */
  suggest(guildId: string, query: string, options: { limit: number; signal?: AbortSignal }): Promise<readonly Entry[]>
  /** Whether this member may start this entry here: what `/kaltura watch` answers. */
  offer(request: WatchRequest): Promise<OfferOutcome>
  /** Remembers what an Activity instance was launched for, unless it shows something already. */
  launch(request: WatchRequest & { channelId: string; instanceId: string }): Promise<LaunchOutcome>
  /** Whether somebody who sits in an instance may watch this there: what it was launched for, or what its room shows by now. */
  admit(request: WatchRequest): Promise<WatchDecision>
  /** What the instances before this one left off in its channel, if this guild may still see it and there is something to go on with. */
  continuation(place: { guildId: string; channelId: string; instanceId: string; signal?: AbortSignal }): Promise<Continuation | undefined>
}

/** A video that a channel did not watch to its end. */
export interface Continuation {
  entry: Entry
  positionS: number
  /** Ids of what waited for its turn, next first. Whether it may be seen is asked when it is queued again. */
  queue: readonly string[]
}

/** Less than this from the beginning, or from the end, is nothing to go on with. */
const tooNearS = 15

export function createWatch({ bindings, catalog, programmes, now }: WatchDependencies): Watch {
  async function decide(guildId: string, entryId: string, signal: AbortSignal | undefined) {
    const binding = await bindings.find(guildId)
    const entry = binding && (await catalog(binding.connection)?.get(entryId, signal ? { signal } : {}))
    return { binding, decision: canWatch(binding, entry, now()) }
  }

  async function offer({ guildId, member, entryId, signal }: WatchRequest): Promise<OfferOutcome> {
    const { binding, decision } = await decide(guildId, entryId, signal)
    if (decision.kind === 'refused') return decision
    if (!binding || !mayControl(roleOf(member, binding))) return { kind: 'refused', reason: 'member-may-not-start' }
    return { kind: 'offered', entry: decision.entry }
  }

  return {
    offer,

    async suggest(guildId, query, options) {
      const binding = await bindings.find(guildId)
      const entries = binding && (await catalog(binding.connection)?.search(binding.scope, query, options))
      return (entries ?? []).filter((entry) => canWatch(binding, entry, now()).kind === 'allowed')
    },

    async launch({ channelId, instanceId, ...request }) {
      // Whoever presses the button again joins what runs; only a first launch needs the right to start one.
      const running = await programmes.find(request.guildId, instanceId)
      if (running) return { kind: 'joined', programme: running }
      const outcome = await offer(request)
      if (outcome.kind === 'refused') return outcome
      const programme = {
        guildId: request.guildId,
        channelId,
        instanceId,
        entryId: request.entryId,
        startedBy: request.member.userId,
        atMs: now(),
      }
      const started = await programmes.start(programme)
      return started.kind === 'kept' ? { kind: 'launched', programme } : { kind: 'joined', programme: started.current }
    },

    async admit({ guildId, entryId, signal }) {
      return (await decide(guildId, entryId, signal)).decision
    },

    async continuation({ guildId, channelId, instanceId, signal }) {
      const leftOff = await programmes.leftOff(guildId, channelId)
      if (!leftOff || leftOff.instanceId === instanceId || leftOff.positionS < tooNearS) return undefined
      const { decision } = await decide(guildId, leftOff.entryId, signal)
      if (decision.kind === 'refused' || decision.entry.kind === 'live') return undefined
      const { entry } = decision
      return entry.durationS - leftOff.positionS < tooNearS ? undefined : { entry, positionS: leftOff.positionS, queue: leftOff.queue }
    },
  }
}
