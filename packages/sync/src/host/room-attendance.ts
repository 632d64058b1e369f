import { type PresentConnection, presenceRules, type RoomPresence } from '../presence/room-presence.ts'
import type { RoomId } from '../room/room-state.ts'
import type { Ms, Timers } from '../time.ts'
import type { RoomConnection } from './room-connection.ts'

export interface RoomAttendance {
  /** Of this node. */
  readonly local: Set<RoomConnection>
  /** Of all nodes, in the order in which they were let in. */
  everywhere(): PresentConnection[]
  /** The longest round trip that a connection of any node last reported; `unknownMs` stands for one that has not. Asked with every command. */
  slowestRttMs(unknownMs: Ms): Ms
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
  /** Begins to say it again and again until `stop`, or for as long as there is something to put right if there are no other nodes. */
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
  /** Whether there is no other node, and this one and the document agree. */
  isSettled: () => boolean
  onFailure: (error: unknown) => void
}

const soonMs = 500

/** Who is connected to a room, here and through other nodes. Rules PS7 to PS9. */
export function createRoomAttendance({
  room,
  node,
  presence,
  timers,
  onHeard,
  isSettled,
  onFailure,
}: RoomAttendanceOptions): RoomAttendance {
  const local = new Set<RoomConnection>()
  let others: PresentConnection[] = []
  let cancel: (() => void) | undefined
  let cancelSoon: (() => void) | undefined
  let unwatch: (() => void) | undefined
  let listening = false

  async function hear(asking: ReturnType<RoomPresence['list']>): Promise<void> {
    others = (await asking).filter((said) => said.node !== node).flatMap(({ connections }) => connections)
  }

  const say = () => hear(presence.put(room, node, [...local].map(presentConnection)))

  function sayLater(): void {
    if (!unwatch || isSettled()) return
    cancel ??= timers.after(presenceRules.everyMs, () => {
      cancel = undefined
      sayLater()
      void attempt(say)
    })
  }

  async function attempt(run: () => Promise<void>): Promise<void> {
    try {
      await run()
      if (unwatch) onHeard()
      sayLater()
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
    slowestRttMs(unknownMs) {
      let slowestMs = 0
      for (const { rttMs = unknownMs } of others) slowestMs = Math.max(slowestMs, rttMs)
      for (const { rttMs = unknownMs } of local) slowestMs = Math.max(slowestMs, rttMs)
      return slowestMs
    },
    has: (memberId) => others.some((other) => other.memberId === memberId) || [...local].some((own) => own.memberId === memberId),
    elsewhere: () => others.length > 0,
    say,
    saySoon,
    start() {
      unwatch ??= presence.watch(room, () => void listen())
      sayLater()
    },
    stop() {
      cancel?.()
      cancel = undefined
      cancelSoon?.()
      cancelSoon = undefined
      unwatch?.()
      unwatch = undefined
    },
  }
}

export function presentConnection({
  id,
  attempt,
  memberId,
  sinceMs,
  rttMs,
  offsetMs,
  readiness,
  hidden,
  reach,
}: RoomConnection): PresentConnection {
  return {
    id,
    attempt,
    memberId,
    sinceMs,
    ...(rttMs === undefined ? {} : { rttMs }),
    ...(offsetMs === undefined ? {} : { offsetMs }),
    ...(readiness === undefined ? {} : { readiness }),
    ...(hidden ? { hidden } : {}),
    ...(reach ? { reach } : {}),
  }
}
