import type { RoomPresence } from '../presence/room-presence.ts'
import { limits as wire } from '../protocol/limits.ts'
import type { LastSeen, PresentMember, RoomGap } from '../protocol/messages.ts'
import { isAfter, isSame } from '../protocol/revision.ts'
import type { RoomRecorder } from '../recorder/room-recorder.ts'
import { type RoomEvent, type RoomId, type RoomState, type RoomStep, roomRules } from '../room/room-state.ts'
import type { RoomNotice, RoomStore } from '../room-store/room-store.ts'
import type { Ms, Timers } from '../time.ts'
import { createLiveWatch } from './live-watch.ts'
import { createMemberBuckets } from './member-buckets.ts'
import { createReactionRelay } from './reaction-relay.ts'
import { createReactionTally } from './reaction-tally.ts'
import { createRoomAgreement } from './room-agreement.ts'
import { createRoomAttendance } from './room-attendance.ts'
import { createRoomBulletin } from './room-bulletin.ts'
import type { RoomConnection } from './room-connection.ts'
import { createRoomLedger } from './room-ledger.ts'
import type { GateLimits, GateLog } from './room-socket.ts'
import { createStallWatch } from './stall-watch.ts'

export interface LiveRoomOptions {
  id: RoomId
  /** Name of this gate among those that share a store. */
  node: string
  store: RoomStore
  presence: RoomPresence
  now: () => Ms
  askTime: () => Promise<void>
  random: () => number
  timers: Timers
  /** No other gate serves this room. */
  alone: boolean
  limits: GateLimits
  log: (entry: GateLog) => void
  /** Nobody is connected and nothing is due: whoever keeps this room may let it go. */
  onIdle: () => void
  recorder?: RoomRecorder | undefined
}

export type SubmitOutcome = RoomStep | { kind: 'unavailable' }

export interface LiveRoom {
  readonly recorder: RoomRecorder | undefined
  state(): RoomState | undefined
  /** Events of one room are decided one after another. `event` is asked for when its turn comes; `undefined` means it has become moot. */
  submit(event: () => RoomEvent | undefined): Promise<SubmitOutcome>
  /** One that is live already was let in before this process began. */
  enter(connection: RoomConnection): void
  leave(connection: RoomConnection, graceMs: Ms): void
  react(reaction: { memberId: string; emoji: string; positionS: number }): void
  /** Whether this member may suggest something now; to ask is to use it up. */
  maySuggest(memberId: string): boolean
  /** Call after every report of a connection. */
  heard(connection: RoomConnection): void
  /**
   * What someone who was away cannot be told; nothing if what they have is still in the history, so that the present tells them all. Rules RC1, RC2.
   * @throws StoreUnavailable
   */
  gapSince(last: LastSeen): Promise<RoomGap | undefined>
  /** The clock that this room lives in jumped. */
  clockStepped(byMs: Ms, sinceMs: Ms): void
  /** As everyone was last told. */
  presence(): readonly PresentMember[]
  /** Tells everyone, through whichever node, how members are doing: soon, and not too often. */
  presenceChanged(): void
  /** How far ahead a start has to be stamped so that the slowest connection of any node hears of it in time. */
  leadMs(): Ms
  stop(): Promise<void>
}

/** A room with connections in this process: commits what happens to it, and tells all of them what anyone committed. Rules MG1 to MG5, PS8, PS9. */
export function createLiveRoom(options: LiveRoomOptions): LiveRoom {
  const { id, store, now, timers, limits, log, recorder } = options
  let opened = false
  /** Sockets were taken up that have been here all the time. */
  let witnessed = false
  let queue: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let stopped = false
  let cancelWake = () => {}
  let unwatch = () => {}

  const onFailure = (error: unknown) => log({ event: 'room.failed', doing: 'presence', error })
  const isSettled = () => agreement.isSettled()
  const attendance = createRoomAttendance({ ...options, room: id, onHeard: () => void compare(), isSettled, onFailure })
  const connected = () => attendance.everywhere().map(({ memberId }) => memberId)
  const ledger = createRoomLedger({ ...options, tries: limits.commitTries, connected, onState })
  const bulletin = createRoomBulletin({ attendance, state: ledger.state, timers, everyMs: limits.presenceEveryMs })
  const agreement = createRoomAgreement({ ...options, attendance, ledger, submit, readAgain })

  async function open(): Promise<void> {
    unwatch()
    unwatch = store.watch(id, hear)
    attendance.start()
    relay.start()
    await attendance.say()
    await ledger.catchUp()
    if (witnessed) stalls.resume(ledger.state()?.stalled ?? [])
    else if (!attendance.elsewhere()) await ledger.decide({ kind: 'reopen', connected: [] })
    opened = true
  }

  function hear(notice: RoomNotice): void {
    if (stopped) return
    if (notice.kind === 'committed' ? ledger.hear(notice) : opened) readAgain()
  }

  function readAgain(): void {
    if (stopped) return
    ledger.doubt()
    void submit(() => ({ kind: 'tick' }))
  }

  /** Somebody comes who may know more than this node. */
  async function catchUp(): Promise<void> {
    ledger.doubt()
    await submit(() => undefined)
  }

  /** Whoever made the change, we or someone else: everyone here is told. */
  function onState(next: RoomState, before: RoomState | undefined): void {
    scheduleWake()
    bulletin.tell(next, before)
  }

  function scheduleWake(afterMs?: Ms): void {
    cancelWake()
    const dueMs = ledger.state()?.nextWakeAtMs
    if (stopped || (dueMs === undefined && afterMs === undefined)) return
    const delayMs = afterMs ?? Math.max(1, (dueMs ?? 0) - now())
    cancelWake = timers.after(delayMs, () => void submit(() => ({ kind: 'tick' })))
  }

  function submit(event: () => RoomEvent | undefined): Promise<SubmitOutcome> {
    return working(() => {
      const turn = queue.then(() => take(event))
      queue = turn
      return turn
    })
  }

  async function take(event: () => RoomEvent | undefined): Promise<SubmitOutcome> {
    try {
      if (!opened) await open()
      if (!ledger.isKnown()) await ledger.catchUp()
      const due = event()
      const step: RoomStep = due ? await ledger.decide(due) : { kind: 'unchanged' }
      // A timer may ring a fraction of a millisecond early: then nothing was due yet, and the alarm has to be set again.
      if (due?.kind === 'tick' && step.kind === 'unchanged') scheduleWake()
      return step
    } catch (error) {
      ledger.doubt()
      log({ event: 'room.failed', doing: 'commit', error })
      scheduleWake(1000)
      return { kind: 'unavailable' }
    }
  }

  /** Keeps the room from being let go while there is work. */
  async function working<T>(work: () => Promise<T>): Promise<T> {
    waiting += 1
    try {
      return await work()
    } finally {
      waiting -= 1
      const state = ledger.state()
      if (waiting === 0 && attendance.local.size === 0 && (ledger.isKnown() ? state?.nextWakeAtMs === undefined : !state)) {
        close()
        options.onIdle()
      }
    }
  }

  async function compare(): Promise<void> {
    if (!stopped) bulletin.membersSoon()
    if (opened) await agreement.compare()
    else agreement.dropSurplus()
  }

  const stalls = createStallWatch({ everywhere: attendance.everywhere, now, timers, submit: (event) => void submit(() => event) })
  const live = createLiveWatch({ everywhere: attendance.everywhere, state: ledger.state, now, submit: (event) => void submit(() => event) })

  function close(): void {
    cancelWake()
    bulletin.stop()
    attendance.stop()
    relay.stop()
    unwatch()
  }

  const relay = createReactionRelay({ ...options, room: id, tellLocal: bulletin.tellReactions, onFailure })
  const reactions = createReactionTally({ now, timers, tell: relay.tell })
  const suggestions = createMemberBuckets({ perSecond: wire.suggestionsPerSecond, burst: wire.suggestionBurst })

  return {
    recorder,
    state: ledger.state,
    submit,
    presence: bulletin.members,
    enter(connection) {
      attendance.local.add(connection)
      agreement.dropSurplus()
      if (!connection.live) return
      witnessed = true
      stalls.takeUp(connection.memberId)
      void submit(() => undefined)
    },
    leave(connection, graceMs) {
      if (!attendance.local.delete(connection) || stopped) return
      const { memberId } = connection
      stalls.look(memberId)
      void working(async () => {
        await attendance.say().catch(onFailure)
        if (!attendance.has(memberId)) await submit(() => (attendance.has(memberId) ? undefined : { kind: 'leave', memberId, graceMs }))
      })
    },
    react: reactions.add,
    maySuggest: (memberId) => suggestions.take(memberId, now()),
    heard({ memberId }) {
      stalls.look(memberId)
      live.look()
    },
    async gapSince(last) {
      if (isAfter(last, ledger.state() ?? last)) await catchUp()
      const commits = last.seq === 0 ? undefined : await store.since(id, last.seq - 1)
      const state = ledger.state()
      if (!state || state.epoch !== last.epoch || isAfter(last, state)) return 'restored'
      if (!commits) return 'missed'
      const [theirs] = commits
      if (!theirs || !isSame(theirs, last)) return 'restored'
      return last.awayMs > limits.resumeWithinMs ? 'missed' : undefined
    },
    clockStepped(byMs, sinceMs) {
      void submit(() => ({ kind: 'clock-stepped', byMs, sinceMs }))
    },
    presenceChanged() {
      if (!stopped) bulletin.membersSoon()
      attendance.saySoon()
    },
    leadMs: () => attendance.slowestRttMs(2 * roomRules.minLeadMs) / 2 + 60,
    async stop() {
      stopped = true
      stalls.stop()
      reactions.stop()
      close()
      await queue
      await attendance.say().catch(() => {})
    },
  }
}
