import { isAfter, isSame, type MarkedRevision } from '../protocol/revision.ts'
import type { RoomRecorder } from '../recorder/room-recorder.ts'
import { reduceRoom } from '../room/reduce-room.ts'
import type { RoomEvent, RoomId, RoomState, RoomStep } from '../room/room-state.ts'
import type { RoomNotice, RoomStore } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'
import type { GateLog } from './room-socket.ts'

export interface RoomLedger {
  /** The room as this node knows it. */
  state(): RoomState | undefined
  /** Whether that can be relied on: not before the first reading, nor after a failure or a gap. */
  isKnown(): boolean
  doubt(): void
  /** @throws StoreUnavailable */
  catchUp(): Promise<void>
  /**
   * Reduces and commits, again on what won if a race is lost. One at a time.
   * @throws StoreUnavailable
   */
  decide(event: RoomEvent): Promise<RoomStep>
  /** What the store tells by itself; not for gaps. Gives whether it does not follow from what is known, so that the store has to be asked. */
  hear(notice: RoomNotice & { kind: 'committed' }): boolean
  /** Whether this commit is the one that is known. */
  isAt(commit: MarkedRevision): boolean
}

export interface RoomLedgerOptions {
  id: RoomId
  store: RoomStore
  now: () => Ms
  /** Makes sure that `now` is right. */
  askTime: () => Promise<void>
  random: () => number
  /** How often a lost race is run again. */
  tries: number
  /** Members who are connected to any node. */
  connected: () => string[]
  /** Called with every newer state, whoever committed it. */
  onState: (next: RoomState, before: RoomState | undefined) => void
  log: (entry: GateLog) => void
  recorder?: RoomRecorder | undefined
}

/** Marks are below this: two commits by the same number hardly ever get the same one. */
const markLimit = 2 ** 32

/** What one node knows of a room's document, and how it changes it. Rules GA8, MG1, MG2 and MG4. */
export function createRoomLedger(options: RoomLedgerOptions): RoomLedger {
  const { id, store, now, askTime, random, tries, connected, onState, log, recorder } = options
  let current: RoomState | undefined
  let known = false
  let ours: RoomState | undefined
  /** The last step of the clock after which the time was asked for. */
  let timedAtMs: Ms | undefined

  const reduce = (before: RoomState | undefined, event: RoomEvent, atMs: Ms) =>
    reduceRoom(before, event, atMs, Math.floor(random() * markLimit))

  function adopt(next: RoomState): void {
    const before = current
    if (before && !isAfter(next, before)) return
    current = next
    onState(next, before)
    if (next.steppedAtMs !== timedAtMs) void beInTime().catch(() => {}) // asked again before the next change
  }

  /** Another node found the clock of this room set: this one may still count by what it showed before. Rule CU5. */
  async function beInTime(): Promise<void> {
    while (current?.steppedAtMs !== timedAtMs) {
      const steppedAtMs = current?.steppedAtMs
      await askTime()
      timedAtMs = steppedAtMs
    }
  }

  /** Whether the store, which has come to `found`, still has `before`, of which clients were told. Of a new epoch they are told in any case. */
  async function keeps(found: RoomState, before: RoomState): Promise<boolean> {
    if (found.epoch !== before.epoch || found.seq < before.seq) return found.epoch > before.epoch
    if (found.seq <= before.seq + 1) return isSame(found, before) || follows(found, before)
    const [kept] = (await store.since(id, before.seq - 1)) ?? []
    return kept !== undefined && isSame(kept, before)
  }

  /**
   * What the store holds, after it was asked by someone who knew `before`. A store that knows less, or went on from something else, has lost what clients
   * were told. Rule MG4.
   */
  async function settle(found: RoomState | undefined, before: RoomState | undefined): Promise<void> {
    const told = current && found && isAfter(current, found) ? before : current // a notice may have overtaken the answer
    if (!told || (found && (await keeps(found, told)))) {
      if (found) adopt(found)
      return
    }
    log({ event: 'room.lost-tail', lostSeq: told.seq, keptSeq: found?.seq ?? 0 })
    const event: RoomEvent = { kind: 'reopen', connected: connected(), lostEpoch: told.epoch }
    const kept = found ?? { ...told, seq: 0 }
    const atMs = now()
    const step = reduce(kept, event, atMs)
    if (step.kind === 'changed' && (await commit(step.state, event, before))) recorder?.step(kept, event, atMs, step)
  }

  /** @returns whether it was committed; if not, `current` is what won. */
  async function commit(next: RoomState, event: RoomEvent, before: RoomState | undefined): Promise<boolean> {
    ours = next
    try {
      const outcome = await store.commit(id, next.seq - 1, next, [event])
      if (outcome.kind === 'committed') adopt(next)
      else await settle(outcome.current?.state, before)
      return outcome.kind === 'committed'
    } finally {
      ours = undefined
    }
  }

  return {
    state: () => current,
    isKnown: () => known,
    doubt() {
      known = false
    },
    async catchUp() {
      const before = current
      await settle((await store.read(id))?.state, before)
      known = true
    },
    async decide(event) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        await beInTime()
        const before = current
        const atMs = now()
        const step = reduce(before, event, atMs)
        if (step.kind !== 'changed' || (await commit(step.state, event, before))) {
          recorder?.step(before, event, atMs, step)
          return step
        }
      }
      return { kind: 'refused', reason: 'unavailable' }
    },
    hear(notice) {
      if (notice.epoch === ours?.epoch && notice.seq === ours.seq) return false // ours, or what beat it: the answer to our commit tells which
      const { state } = notice.stored()
      if (!current || follows(state, current) || (ours && follows(state, ours))) {
        adopt(state)
        return false
      }
      return !isAfter(current, state) && !isSame(current, state)
    },
    isAt: (commit) => current !== undefined && isSame(current, commit),
  }
}

/** Whether `next` was made on `before` itself, or begins a new epoch. */
function follows(next: RoomState, before: RoomState): boolean {
  return next.epoch > before.epoch || (next.epoch === before.epoch && next.seq === before.seq + 1 && next.afterMark === before.mark)
}
