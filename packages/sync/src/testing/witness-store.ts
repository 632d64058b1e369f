import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import { same } from '../recorder/difference.ts'
import { revisionOf } from '../room/room-state.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomStore } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'

/** A store that remembers all that was ever committed, and holds what servers say against it. */
export interface WitnessStore extends RoomStore {
  /** Takes note of what a server says. */
  hear(frame: string): void
  /** What was said that was never committed, or committed that cannot be. */
  readonly problems: readonly string[]
}

export function createWitnessStore(now: () => Ms): WitnessStore {
  const store = createMemoryRoomStore({ now })
  const committed = new Map<string, string>()
  const hosts = new Map<number, string>()
  const problems: string[] = []
  const place = ({ epoch, seq }: { epoch: number; seq: number }) => `${epoch}/${seq}`

  return {
    ...store,
    async commit(room, expectedSeq, next, events) {
      const outcome = await store.commit(room, expectedSeq, next, events)
      if (outcome.kind === 'stale') return outcome
      if (committed.has(place(next))) problems.push(`${place(next)} was committed twice`)
      committed.set(place(next), JSON.stringify(revisionOf(next)))
      if (next.kind === 'hosted') {
        if ((hosts.get(next.hostTerm) ?? next.host) !== next.host) problems.push(`two hosts in term ${next.hostTerm}`)
        hosts.set(next.hostTerm, next.host)
      }
      return outcome
    },
    hear(frame) {
      const decoded = decodeServerMessage(frame)
      if (decoded.kind === 'refused') {
        problems.push(`a server sent what nobody can read: ${decoded.reason}`)
        return
      }
      const { message } = decoded
      if (message.type !== 'room' && message.type !== 'welcome') return
      const { epoch, seq, state } = message.type === 'room' ? message : message.room
      if (!same(JSON.parse(committed.get(place({ epoch, seq })) ?? 'null'), { epoch, seq, state })) {
        problems.push(`${place({ epoch, seq })} was told, and is not what was committed`)
      }
    },
    problems,
  }
}
