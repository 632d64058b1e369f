import { isAfter, type Revision } from '../protocol/revision.ts'
import type { RoomRecorder } from '../recorder/room-recorder.ts'
import { reduceRoom } from '../room/reduce-room.ts'
import type { RoomEvent, RoomId, RoomState, RoomStep } from '../room/room-state.ts'
import type { RoomCommit, RoomNotice, RoomStore, StoredRoom } from '../room-store/room-store.ts'
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
  /** What the store tells by itself; not for gaps. Gives whether it contradicts what is known, so that the store has to be asked. */
  hear(notice: RoomNotice & { kind: 'committed' }): boolean
  /** Whether the store made this commit, and not another of its number, of what is known. */
  isOf(commit: RoomCommit): boolean
}

export interface RoomLedgerOptions {
  id: RoomId
  store: RoomStore
  now: () => Ms
  /** How often a lost race is run again. */
  tries: number
  /** Members who are connected to any node. */
  connected: () => string[]
  /** Called with every newer state, whoever committed it. */
  onState: (next: RoomState, before: RoomState | undefined) => void
  log: (entry: GateLog) => void
  recorder?: RoomRecorder | undefined
}

/** What one node knows of a room's document, and how it changes it. Rules GA8, MG1, MG2 and MG4. */
export function createRoomLedger({ id, store, now, tries, connected, onState, log, recorder }: RoomLedgerOptions): RoomLedger {
  let current: RoomState | undefined
  /** When the store made `current`: of two commits with one number, which it was. */
  let currentAtMs: Ms | undefined
  let known = false
  let ours: Revision | undefined

  function adopt(next: RoomState, atMs: Ms): void {
    const before = current
    if (before && !isAfter(next, before)) return
    current = next
    currentAtMs = atMs
    onState(next, before)
  }

  function isOf({ epoch, seq, atMs }: RoomCommit): boolean {
    return current?.epoch !== epoch || current.seq !== seq || currentAtMs === atMs
  }

  /**
   * What the store holds, after it was asked by someone who knew `before`. A store that knows less, or something else by the same number, has lost what
   * clients were told. Rule MG4.
   */
  async function settle(found: StoredRoom | undefined, before: RoomState | undefined): Promise<void> {
    const stored = found?.state
    if (!before || (found && stored && !isAfter(before, stored) && isOf({ ...stored, atMs: found.atMs }))) {
      if (found) adopt(found.state, found.atMs)
      return
    }
    log({ event: 'room.lost-tail', lostSeq: before.seq, keptSeq: stored?.seq ?? 0 })
    const event: RoomEvent = { kind: 'reopen', connected: connected(), lostEpoch: before.epoch }
    const kept = stored ?? { ...before, seq: 0 }
    const atMs = now()
    const step = reduceRoom(kept, event, atMs)
    if (step.kind === 'changed' && (await commit(step.state, event, undefined))) recorder?.step(kept, event, atMs, step)
  }

  /** @returns whether it was committed; if not, `current` is what won. */
  async function commit(next: RoomState, event: RoomEvent, before: RoomState | undefined): Promise<boolean> {
    ours = next
    try {
      const outcome = await store.commit(id, next.seq - 1, next, [event])
      if (outcome.kind === 'committed') adopt(next, outcome.atMs)
      else await settle(outcome.current, before)
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
      await settle(await store.read(id), before)
      known = true
    },
    async decide(event) {
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const before = current
        const atMs = now()
        const step = reduceRoom(before, event, atMs)
        if (step.kind !== 'changed' || (await commit(step.state, event, before))) {
          recorder?.step(before, event, atMs, step)
          return step
        }
      }
      return { kind: 'refused', reason: 'unavailable' }
    },
    hear(notice) {
      if (notice.epoch === ours?.epoch && notice.seq === ours.seq) return false // ours, or what beat it: the answer to our commit tells which
      if (current && !isAfter(notice, current)) return !isOf({ ...notice, atMs: notice.stored().atMs })
      const { state, atMs } = notice.stored()
      adopt(state, atMs)
      return false
    },
    isOf,
  }
}
