import { closeCodes } from '../protocol/close-codes.ts'
import { type RoomEvent, type RoomId, roomRules } from '../room/room-state.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'
import { obstacle } from './admission.ts'
import type { SubmitOutcome } from './live-room.ts'
import { createMissingMembers } from './missing-members.ts'
import type { RoomAttendance } from './room-attendance.ts'
import type { RoomConnection } from './room-connection.ts'
import type { RoomLedger } from './room-ledger.ts'
import { surplusTabs } from './surplus-tabs.ts'

export interface RoomAgreement {
  /** Puts right what a dead node, a lost race or a lost notice left behind. */
  compare(): Promise<void>
  dropSurplus(): void
  /** Whether there is no other gate, and nothing had to be put right. */
  isSettled(): boolean
}

export interface RoomAgreementOptions {
  id: RoomId
  store: RoomStore
  /** No other gate serves this room. */
  alone: boolean
  now: () => Ms
  attendance: RoomAttendance
  ledger: RoomLedger
  submit: (event: () => RoomEvent | undefined) => Promise<SubmitOutcome>
  readAgain: () => void
}

/** The room's document beside who is really connected. Rules GA6, MG1, PS8 and PS9. */
export function createRoomAgreement({ id, store, alone, now, attendance, ledger, submit, readAgain }: RoomAgreementOptions): RoomAgreement {
  const missing = createMissingMembers()
  let settled = false

  async function joinAgain(connection: RoomConnection): Promise<void> {
    const outcome = await submit(() => (attendance.local.has(connection) ? { kind: 'join', ...connection.joining } : undefined))
    const obstructed = outcome.kind === 'refused' ? obstacle(outcome) : undefined
    if (obstructed) connection.end(obstructed.code, obstructed.reason)
  }

  function dropSurplus(): void {
    for (const { connection, reason } of surplusTabs(attendance.local, attendance.everywhere())) connection.end(closeCodes.replaced, reason)
  }

  /** A notice may have been lost without anyone knowing. */
  async function checkHistory(seq: number): Promise<void> {
    try {
      const [known, ...later] = (await store.since(id, seq - 1)) ?? []
      if (ledger.state()?.seq === seq && !(known && ledger.isAt(known) && later.length === 0)) readAgain()
    } catch {
      ledger.doubt()
    }
  }

  return {
    async compare() {
      dropSurplus()
      settled = false
      const state = ledger.state()
      if (!ledger.isKnown()) readAgain()
      if (!ledger.isKnown() || !state) return
      for (const memberId of missing.overdue(state, attendance.has, now())) {
        void submit(() => (attendance.has(memberId) ? undefined : { kind: 'leave', memberId, graceMs: roomRules.graceMs }))
      }
      const present = new Set(state.members.filter(({ presence }) => presence.kind === 'present').map((member) => member.id))
      const unlisted = [...attendance.local].filter((connection) => connection.live && !present.has(connection.memberId))
      for (const connection of unlisted) void joinAgain(connection)
      settled = alone && unlisted.length === 0 && [...present].every(attendance.has)
      await checkHistory(state.seq)
    },
    dropSurplus,
    isSettled: () => settled,
  }
}
