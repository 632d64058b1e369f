import { type PresentConnection, presenceRules, type RoomPresence } from '../presence/room-presence.ts'
import type { RoomId } from '../room/room-state.ts'
import type { Timers } from '../time.ts'
import type { RoomConnection } from './room-connection.ts'

export interface RoomAttendance {
  /** Of this node. */
  readonly local: Set<RoomConnection>
  /** Of all nodes, in the order in which they were let in. */
  everywhere(): PresentConnection[]
  /** Whether any node knows a connection of this member. */
  has(memberId: string): boolean
  /** Whether another node has connections to this room. */
  elsewhere(): boolean
  /**
   * Tells the other nodes who is connected here, and hears who is there.
   * @throws StoreUnavailable when they cannot be told.
   */
  say(): Promise<void>
  /** The same within a second, for what reports changed. */
  saySoon(): void
  /** Begins to say it again and again, until `stop`. */
  start(): void
  stop(): void
}

export interface RoomAttendanceOptions {
  room: RoomId
  node: string
  presence: RoomPresence
  timers: Timers
  /** The other nodes were heard: time to compare. */
  onHeard: () => void
  onFailure: (error: unknown) => void
}

const soonMs = 500

/** Who is connected to a room, here and through other nodes. Rules PS7 to PS9. */
export function createRoomAttendance({ room, node, presence, timers, onHeard, onFailure }: RoomAttendanceOptions): RoomAttendance {
  const local = new Set<RoomConnection>()
  let others: PresentConnection[] = []
  let cancel = () => {}
  let cancelSoon: (() => void) | undefined
  let unwatch: (() => void) | undefined
  let listening = false

  async function hear(asking: ReturnType<RoomPresence['list']>): Promise<void> {
    others = (await asking).filter((said) => said.node !== node).flatMap(({ connections }) => connections)
  }

  const say = () => hear(presence.put(room, node, [...local].map(presentConnection)))

  async function repeat(): Promise<void> {
    cancel = timers.after(presenceRules.everyMs, () => void repeat())
    await attempt(say)
  }

  async function attempt(run: () => Promise<void>): Promise<void> {
    try {
      await run()
      if (unwatch) onHeard()
    } catch (error) {
      onFailure(error)
    }
  }

  async function listen(): Promise<void> {
    if (listening) return
    listening = true
    await attempt(() => hear(presence.list(room)))
    listening = false
  }

  function saySoon(): void {
    if (!unwatch) return
    cancelSoon ??= timers.after(soonMs, () => {
      cancelSoon = undefined
      void attempt(say)
    })
  }

  return {
    local,
    everywhere: () => [...others, ...[...local].map(presentConnection)].sort((a, b) => a.sinceMs - b.sinceMs),
    has: (memberId) => others.some((other) => other.memberId === memberId) || [...local].some((own) => own.memberId === memberId),
    elsewhere: () => others.length > 0,
    say,
    saySoon,
    start() {
      if (unwatch) return
      unwatch = presence.watch(room, () => void listen())
      cancel = timers.after(presenceRules.everyMs, () => void repeat())
    },
    stop() {
      cancel()
      cancelSoon?.()
      cancelSoon = undefined
      unwatch?.()
      unwatch = undefined
    },
  }
}

function presentConnection({ id, attempt, memberId, sinceMs, rttMs, offsetMs, readiness, hidden }: RoomConnection): PresentConnection {
  return {
    id,
    attempt,
    memberId,
    sinceMs,
    ...(rttMs === undefined ? {} : { rttMs }),
    ...(offsetMs === undefined ? {} : { offsetMs }),
    ...(readiness === undefined ? {} : { readiness }),
    ...(hidden ? { hidden } : {}),
  }
}
