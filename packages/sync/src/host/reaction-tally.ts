import { limits } from '../protocol/limits.ts'
import { type Reaction, reactionEmojis } from '../protocol/reactions.ts'
import type { Ms, Timers } from '../time.ts'
import { createMemberBuckets } from './member-buckets.ts'

export interface ReactionTally {
  add(reaction: { memberId: string; emoji: string; positionS: number }): void
  stop(): void
}

export interface ReactionTallyOptions {
  now: () => Ms
  timers: Timers
  tell: (reactions: readonly Reaction[]) => void
}

/**
 * Counts reactions and tells of them four times a second at most, alike ones as one: a hundred members cannot flood a room. Nothing is kept: who comes
 * later has missed them. Rules RX1 to RX3.
 */
export function createReactionTally({ now, timers, tell }: ReactionTallyOptions): ReactionTally {
  const buckets = createMemberBuckets({ perSecond: limits.reactionsPerSecond, burst: limits.reactionBurst })
  let counts = new Map<string, Reaction>()
  let cancel: (() => void) | undefined

  function flush(): void {
    cancel = undefined
    const most = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, limits.reactionsAtOnce)
    counts = new Map()
    tell(most)
  }

  return {
    add({ memberId, emoji, positionS }) {
      if (!reactionEmojis.includes(emoji)) return
      if (!buckets.take(memberId, now())) return
      const atS = Math.floor(positionS)
      const key = `${atS} ${emoji}`
      counts.set(key, { emoji, atS, count: (counts.get(key)?.count ?? 0) + 1 })
      cancel ??= timers.after(limits.reactionsEveryMs, flush)
    },
    stop: () => cancel?.(),
  }
}
