import { isAfter, type Revision } from '../protocol/revision.ts'
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
  /** What the store tells by itself; not for gaps. */
  hear(notice: RoomNotice & { kind: 'committed' }): void
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
  let known = false
  let ours: Revision | undefined

  function adopt(next: RoomState): void {
    const before = current
    if (before && !isAfter(next, before)) return
    current = next
    onState(next, before)
  }

  /** What the store holds, after it was asked by someone who knew `before`. A store that knows less has lost what clients were told. Rule MG4. */
  async function settle(stored: RoomState | undefined, before: RoomState | undefined): Promise<void> {
    if (!before || (stored && !isAfter(before, stored))) {
      if (stored) adopt(stored)
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
      if (notice.epoch === ours?.epoch && notice.seq === ours.seq) return // ours, or what beat it: the answer to our commit tells which
      if (!current || isAfter(notice, current)) adopt(notice.stored().state)
    },
  }
}
