import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import type { MarkedRevision } from '../protocol/revision.ts'
import { same } from '../recorder/difference.ts'
import { decodeRoom } from '../room/room-document.ts'
import { type RoomState, revisionOf } from '../room/room-state.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomSnapshotText } from '../room-store/room-snapshots.ts'
import type { RoomNotice, RoomStore } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'

/** A store of one room that remembers all that was ever committed, and holds what servers say against it. */
export interface WitnessStore extends RoomStore {
  /** Takes note of what a server says. */
  hear(frame: string): void
  /** The store comes back with a copy that lacks its last `commits`, but for the very first, and what tells of a step of its clock. */
  loseTail(commits: number): void
  /** The clock of this store is set: its room has to be told once. */
  stepped(): void
  /** Whether this was committed, and the store came back without it. */
  hasLost(commit: MarkedRevision): boolean
  /** What was said that was never committed, or committed that cannot be. */
  readonly problems: readonly string[]
}

export function createWitnessStore(now: () => Ms): WitnessStore {
  const copies: (RoomSnapshotText & { readonly state: RoomState })[] = []
  const committed = new Map<string, string>()
  const hosts = new Map<number, string>()
  const lost = new Set<string>()
  const problems: string[] = []
  const watches = new Set<{ readonly start: () => () => void; stop: () => void }>()
  let store = open()
  /** Steps of the clock that the room was not told of yet, and how many copies there were when it was told of the last. */
  let untold = 0
  let toldAt = 1

  function open(): RoomStore {
    const save = async (_: string, copy: RoomSnapshotText) => {
      const state = decodeRoom(copy.document)
      if (state) take(state)
      if (state) copies.push({ ...copy, state })
    }
    return createMemoryRoomStore({ now, snapshots: { load: async () => copies.at(-1), save, forget: async () => {} } })
  }

  /** A store writes nothing over what nobody has seen, and no term has two hosts. */
  function take(next: RoomState): void {
    const name = nameOf(next)
    const last = copies.at(-1)?.state
    if (committed.has(name)) problems.push(`${name} was committed twice`)
    if (last && (last.seq !== next.seq - 1 || last.mark !== next.afterMark)) problems.push(`${name} was committed on ${nameOf(last)}`)
    committed.set(name, JSON.stringify(revisionOf(next)))
    if (next.kind !== 'hosted') return
    if ((hosts.get(next.hostTerm) ?? next.host) !== next.host) problems.push(`two hosts in term ${next.hostTerm}`)
    hosts.set(next.hostTerm, next.host)
  }

  return {
    read: (room) => store.read(room),
    since: (room, seq) => store.since(room, seq),
    async commit(room, expectedSeq, next, events) {
      const outcome = await store.commit(room, expectedSeq, next, events)
      if (outcome.kind === 'committed' && events.some(({ kind }) => kind === 'clock-stepped')) {
        if (untold === 0) problems.push(`${nameOf(next)} takes the same step of the clock again`)
        untold = 0
        toldAt = copies.length
      }
      return outcome
    },
    stepped() {
      untold += 1
    },
    watch(room, listener: (notice: RoomNotice) => void) {
      const start = () => store.watch(room, listener)
      const watch = { start, stop: start() }
      watches.add(watch)
      return () => {
        watch.stop()
        watches.delete(watch)
      }
    },
    loseTail(commits) {
      for (const gone of copies.splice(Math.max(toldAt, copies.length - commits))) lost.add(nameOf(gone.state))
      for (const term of hosts.keys()) if (term > (copies.at(-1)?.state.hostTerm ?? 0)) hosts.delete(term)
      store = open()
      for (const watch of watches) {
        watch.stop()
        watch.stop = watch.start()
      }
    },
    hasLost: (commit) => lost.has(nameOf(commit)),
    hear(frame) {
      const decoded = decodeServerMessage(frame)
      if (decoded.kind === 'refused') {
        problems.push(`a server sent what nobody can read: ${decoded.reason}`)
        return
      }
      const { message } = decoded
      if (message.type !== 'room' && message.type !== 'welcome') return
      const { epoch, seq, mark, state } = message.type === 'room' ? message : message.room
      const name = nameOf({ epoch, seq, mark })
      if (!same(JSON.parse(committed.get(name) ?? '{}'), { epoch, seq, mark, state })) {
        problems.push(`${name} was told, and is not what was committed`)
      }
    },
    problems,
  }
}

function nameOf({ epoch, seq, mark }: MarkedRevision): string {
  return `${epoch}/${seq}#${mark}`
}
