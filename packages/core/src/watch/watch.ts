import type { Access } from '../access/access.ts'
import { canWatch, type WatchDecision, type WatchRefusal } from '../access/can-watch.ts'
import type { GuildMember } from '../access/member.ts'
import { may, type Standing } from '../access/policy.ts'
import type { Entry } from '../media/entry.ts'
import type { MediaCatalog } from '../media/media-catalog.ts'
import type { Programme, ProgrammeStore } from './programme-store.ts'

export interface WatchDependencies {
  access: Access
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
  /** Entries for autocomplete: those that this member may watch now. Nothing for a guild without a binding. */
  suggest(asked: { guildId: string; member: GuildMember; query: string; limit: number; signal?: AbortSignal }): Promise<readonly Entry[]>
  /** Whether this member may start this entry here: what `/kaltura watch` answers. */
  offer(request: WatchRequest): Promise<OfferOutcome>
  /** Remembers what an Activity instance was launched for, unless it shows something already. */
  launch(request: WatchRequest & { channelId: string; instanceId: string }): Promise<LaunchOutcome>
  /** Whether somebody who sits in an instance may watch this there: what it was launched for, or what its room shows by now. */
  admit(request: WatchRequest): Promise<WatchDecision>
  /** What the instances before this one left off in its channel, if this member may still watch it and there is something to go on with. */
  continuation(place: {
    guildId: string
    channelId: string
    instanceId: string
    member: GuildMember
    signal?: AbortSignal
  }): Promise<Continuation | undefined>
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

/** Of a guild that nobody bound. */
const nobody: Standing = { role: 'outsider', granted: [] }

export function createWatch({ access, catalog, programmes, now }: WatchDependencies): Watch {
  async function decide({ guildId, member, entryId, signal }: WatchRequest) {
    const { binding, standing = nobody } = (await access.of(guildId, member)) ?? {}
    const { playlists = [] } = binding?.scope ?? {}
    const entry = binding && (await catalog(binding.connection)?.get(entryId, { playlists, ...(signal ? { signal } : {}) }))
    return { standing, decision: canWatch(binding, standing, entry, now()) }
  }

  async function offer(request: WatchRequest): Promise<OfferOutcome> {
    const { standing, decision } = await decide(request)
    if (decision.kind === 'refused') return decision
    const start = may('start', standing)
    return start.kind === 'refused' ? start : { kind: 'offered', entry: decision.entry }
  }

  return {
    offer,

    async suggest({ guildId, member, query, ...options }) {
      const { binding, standing = nobody } = (await access.of(guildId, member)) ?? {}
      if (!binding || may('watch', standing).kind === 'refused') return []
      const entries = await catalog(binding.connection)?.search(binding.scope, query, options)
      return (entries ?? []).filter((entry) => canWatch(binding, standing, entry, now()).kind === 'allowed')
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

    async admit(request) {
      return (await decide(request)).decision
    },

    async continuation({ channelId, instanceId, ...asked }) {
      const { guildId } = asked
      const leftOff = await programmes.leftOff(guildId, channelId)
      if (!leftOff || leftOff.instanceId === instanceId || leftOff.positionS < tooNearS) return undefined
      const { decision } = await decide({ ...asked, entryId: leftOff.entryId })
      if (decision.kind === 'refused' || decision.entry.kind === 'live') return undefined
      const { entry } = decision
      return entry.durationS - leftOff.positionS < tooNearS ? undefined : { entry, positionS: leftOff.positionS, queue: leftOff.queue }
    },
  }
}
