import type { PresentConnection } from '../presence/room-presence.ts'
import type { Readiness } from '../protocol/messages.ts'
import { type RoomEvent, roomRules } from '../room/room-state.ts'
import type { Ms, Timers } from '../time.ts'

export interface StallWatch {
  /** Looks at a member again: call it after a report, and after one of their connections went. */
  look(memberId: string): void
  /** A connection of this member was taken up from before this process began: of advertisements in it the room was told. */
  takeUp(memberId: string): void
  /** The same of stalls: the room was told of these. */
  resume(stalled: readonly string[]): void
  stop(): void
}

export interface StallWatchOptions {
  /** Of all nodes: a member may have tabs through several. */
  everywhere: () => readonly PresentConnection[]
  now: () => Ms
  timers: Timers
  submit: (event: RoomEvent) => void
}

/** Timers may ring a fraction early, and a room does not count what is a fraction too short. */
const tellAfterMs = roomRules.stallMs + 10

/**
 * Tells a room which members' players run dry or show advertisements; what follows is the reducer's. A member counts once, by the best of their tabs that
 * somebody sees. Rule WA6.
 */
export function createStallWatch({ everywhere, now, timers, submit }: StallWatchOptions): StallWatch {
  const stalls = new Map<string, { sinceMs: Ms; told: boolean; cancel: () => void }>()
  const detached = new Set<string>()

  const seenBy = (memberId: string) =>
    everywhere()
      .filter((one) => one.memberId === memberId && !one.hidden && one.readiness !== undefined)
      .map((one) => one.readiness)

  function watching(): number {
    const those = everywhere().filter(({ hidden, readiness }) => !hidden && readiness !== undefined && readiness !== 'detached')
    return new Set(those.map(({ memberId }) => memberId)).size
  }

  function tell(memberId: string): void {
    const stall = stalls.get(memberId)
    if (!stall) return
    stall.told = true
    submit({ kind: 'stalled', memberId, sinceMs: stall.sinceMs, watching: watching() })
  }

  /** A stall begins with `stalled`, and ends with data: to seek in a room that waits, as our own controller may, is not to have any. */
  function lookForStall(memberId: string, seen: readonly (Readiness | undefined)[]): void {
    const stall = stalls.get(memberId)
    const dry: readonly (Readiness | undefined)[] = stall ? ['stalled', 'seeking', 'loading'] : ['stalled']
    const isStalled = seen.length > 0 && seen.every((readiness) => dry.includes(readiness))
    if (isStalled && !stall) {
      stalls.set(memberId, { sinceMs: now(), told: false, cancel: timers.after(tellAfterMs, () => tell(memberId)) })
    } else if (isStalled && stall?.told) {
      tell(memberId) // the room may have rested when it first heard
    } else if (!isStalled && stall) {
      stall.cancel()
      stalls.delete(memberId)
      if (stall.told) submit({ kind: 'recovered', memberId })
    }
  }

  function lookForAds(memberId: string, showing: boolean): void {
    if (showing === detached.has(memberId)) return
    if (showing) detached.add(memberId)
    else detached.delete(memberId)
    submit({ kind: 'ads', memberId, showing })
  }

  const isDetached = (seen: readonly (Readiness | undefined)[]) => seen.length > 0 && seen.every((readiness) => readiness === 'detached')

  function look(memberId: string): void {
    const seen = seenBy(memberId)
    lookForStall(memberId, seen)
    lookForAds(memberId, isDetached(seen))
  }

  return {
    look,
    takeUp(memberId) {
      if (isDetached(seenBy(memberId))) detached.add(memberId)
    },
    resume(stalled) {
      for (const memberId of stalled) {
        stalls.set(memberId, { sinceMs: now(), told: true, cancel: () => {} })
        look(memberId)
      }
    },
    stop() {
      for (const { cancel } of stalls.values()) cancel()
      stalls.clear()
    },
  }
}
