import { limits as wire } from '../protocol/limits.ts'
import { encodeMessage, type PresentMember, type ServerMessage } from '../protocol/messages.ts'
import type { RoomRecorder } from '../recorder/room-recorder.ts'
import { reduceRoom } from '../room/reduce-room.ts'
import { isNews, type RoomEvent, type RoomId, type RoomState, type RoomStep, revisionOf, roomRules } from '../room/room-state.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms, Timers } from '../time.ts'
import type { RoomConnection } from './room-connection.ts'
import type { GateLimits, GateLog } from './room-socket.ts'
import { createStallWatch } from './stall-watch.ts'

export interface LiveRoomOptions {
  id: RoomId
  store: RoomStore
  now: () => Ms
  timers: Timers
  limits: GateLimits
  log: (entry: GateLog) => void
  /** Nobody is connected and nothing is due: whoever keeps this room may let it go. */
  onIdle: () => void
  recorder?: RoomRecorder | undefined
}

export type SubmitOutcome = RoomStep | { kind: 'unavailable' }

export interface LiveRoom {
  readonly connections: ReadonlySet<RoomConnection>
  readonly recorder: RoomRecorder | undefined
  state(): RoomState | undefined
  /** Events of one room are decided one after another. `event` is asked for when its turn comes; `undefined` means it has become moot. */
  submit(event: () => RoomEvent | undefined): Promise<SubmitOutcome>
  enter(connection: RoomConnection): void
  leave(connection: RoomConnection, graceMs: Ms): void
  presence(): PresentMember[]
  /** Call after every report of a connection. */
  heard(connection: RoomConnection): void
  /** Tells everyone how members are doing, soon, and not too often. */
  presenceChanged(): void
  /** How far ahead a start has to be stamped so that the slowest connection hears of it in time. */
  leadMs(): Ms
  stop(): Promise<void>
}

/** A room with connections in this process: commits what happens to it, and tells all of them. */
export function createLiveRoom({ id, store, now, timers, limits, log, onIdle, recorder }: LiveRoomOptions): LiveRoom {
  const connections = new Set<RoomConnection>()
  let current: RoomState | undefined
  let known = false
  let opened = false
  let queue: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let stopped = false
  let cancelWake = () => {}
  let cancelPresence: (() => void) | undefined

  async function decide(event: RoomEvent): Promise<RoomStep> {
    if (!known) adopt((await store.read(id))?.state)
    known = true
    for (let attempt = 0; attempt < limits.commitTries; attempt += 1) {
      const atMs = now()
      const step = reduceRoom(current, event, atMs)
      if (step.kind !== 'changed') {
        recorder?.step(current, event, atMs, step)
        // A timer may ring a fraction of a millisecond early: then nothing was due yet, and the alarm has to be set again.
        if (event.kind === 'tick') scheduleWake()
        return step
      }
      const outcome = await store.commit(id, step.state.seq - 1, step.state, [event])
      if (outcome.kind === 'committed') {
        recorder?.step(current, event, atMs, step)
        adopt(step.state)
        return step
      }
      adopt(outcome.current?.state)
    }
    return { kind: 'refused', reason: 'unavailable' }
  }

  /** Whoever made the change, we or (after an unclear failure, or a lost race) someone else: everyone here is told. */
  function adopt(next: RoomState | undefined): void {
    const before = current
    current = next
    scheduleWake()
    if (!next) return
    if (isNews(before, next)) tell({ type: 'room', ...revisionOf(next) })
    if (before?.members !== next.members) tell({ type: 'presence', members: presence() })
  }

  /** One frame, encoded once. */
  function tell(message: ServerMessage): void {
    const frame = encodeMessage(message)
    for (const connection of connections) if (connection.live) connection.send(frame)
  }

  function scheduleWake(afterMs?: Ms): void {
    cancelWake()
    if (stopped || (current?.nextWakeAtMs === undefined && afterMs === undefined)) return
    const delayMs = afterMs ?? Math.max(1, (current?.nextWakeAtMs ?? 0) - now())
    cancelWake = timers.after(delayMs, () => void submit(() => ({ kind: 'tick' })))
  }

  async function submit(event: () => RoomEvent | undefined): Promise<SubmitOutcome> {
    waiting += 1
    const turn = queue.then(() => take(event))
    queue = turn
    return turn
  }

  async function take(event: () => RoomEvent | undefined): Promise<SubmitOutcome> {
    try {
      if (!opened) await decide({ kind: 'reopen' })
      opened = true
      const due = event()
      return due ? await decide(due) : { kind: 'unchanged' }
    } catch (error) {
      known = false
      log({ event: 'room.failed', doing: 'commit', error })
      scheduleWake(1000)
      return { kind: 'unavailable' }
    } finally {
      waiting -= 1
      if (waiting === 0 && connections.size === 0 && (known ? current?.nextWakeAtMs === undefined : !current)) onIdle()
    }
  }

  function presence(): PresentMember[] {
    return (current?.members ?? []).slice(0, wire.members).map(({ presence: { kind }, joinedAtMs: _, ...member }) => {
      const readiness = [...connections].filter((connection) => connection.memberId === member.id).at(-1)?.readiness
      return { ...member, present: kind === 'present', ...(readiness ? { readiness } : {}) }
    })
  }

  const stalls = createStallWatch({ connections, now, timers, submit: (event) => void submit(() => event) })

  return {
    connections,
    recorder,
    state: () => current,
    submit,
    presence,
    enter: (connection) => void connections.add(connection),
    leave(connection, graceMs) {
      if (!connections.delete(connection) || stopped) return
      const { memberId } = connection
      stalls.look(memberId)
      const alone = () => ![...connections].some((other) => other.memberId === memberId)
      void submit(() => (alone() ? { kind: 'leave', memberId, graceMs } : undefined))
    },
    heard: ({ memberId }) => stalls.look(memberId),
    presenceChanged() {
      if (stopped) return
      cancelPresence ??= timers.after(limits.presenceEveryMs, () => {
        cancelPresence = undefined
        tell({ type: 'presence', members: presence() })
      })
    },
    leadMs() {
      const oneWayMs = [...connections].map(({ rttMs }) => (rttMs ?? 2 * roomRules.minLeadMs) / 2)
      return Math.max(0, ...oneWayMs) + 60
    },
    async stop() {
      stopped = true
      cancelWake()
      stalls.stop()
      cancelPresence?.()
      await queue
    },
  }
}
