import { decodeServerMessage } from '../protocol/decode-server-message.ts'
import { same } from '../recorder/difference.ts'
import { revisionOf } from '../room/room-state.ts'
import { createMemoryRoomStore } from '../room-store/memory-room-store.ts'
import type { RoomSnapshotText } from '../room-store/room-snapshots.ts'
import type { RoomNotice, RoomStore } from '../room-store/room-store.ts'
import type { Ms } from '../time.ts'

/** A store of one room that remembers all that was ever committed, and holds what servers say against it. */
export interface WitnessStore extends RoomStore {
  /** Takes note of what a server says. */
  hear(frame: string): void
  /** The store comes back with a copy that lacks its last `commits`, but for the very first. Gives the places that are lost. */
  loseTail(commits: number): ReadonlySet<string>
  /** What was said that was never committed, or committed that cannot be. */
  readonly problems: readonly string[]
}

/** Where a revision stands. */
export function placeOf({ epoch, seq }: { epoch: number; seq: number }): string {
  return `${epoch}/${seq}`
}

export function createWitnessStore(now: () => Ms): WitnessStore {
  const copies: (RoomSnapshotText & { readonly place: string; readonly hostTerm: number })[] = []
  /** By its place, all that was committed there: what is lost leaves its number to another. */
  const committed = new Map<string, string[]>()
  const hosts = new Map<number, string>()
  const lost = new Set<string>()
  const problems: string[] = []
  const watches = new Set<{ readonly start: () => () => void; stop: () => void }>()
  let committing = { place: '', hostTerm: 0 }
  let store = open()

  function open(): RoomStore {
    const save = async (_: string, copy: RoomSnapshotText) => void copies.push({ ...copy, ...committing })
    return createMemoryRoomStore({ now, snapshots: { load: async () => copies.at(-1), save, forget: async () => {} } })
  }

  return {
    read: (room) => store.read(room),
    since: (room, seq) => store.since(room, seq),
    async commit(room, expectedSeq, next, events) {
      const place = placeOf(next)
      committing = { place, hostTerm: next.hostTerm }
      const outcome = await store.commit(room, expectedSeq, next, events)
      if (outcome.kind === 'stale') return outcome
      const there = committed.get(place) ?? []
      if (there.length > 0 && !lost.delete(place)) problems.push(`${place} was committed twice`)
      committed.set(place, [...there, JSON.stringify(revisionOf(next))])
      if (next.kind === 'hosted') {
        if ((hosts.get(next.hostTerm) ?? next.host) !== next.host) problems.push(`two hosts in term ${next.hostTerm}`)
        hosts.set(next.hostTerm, next.host)
      }
      return outcome
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
      const gone = new Set(copies.splice(Math.max(1, copies.length - commits)).map(({ place }) => place))
      for (const place of gone) lost.add(place)
      for (const term of hosts.keys()) if (term > (copies.at(-1)?.hostTerm ?? 0)) hosts.delete(term)
      store = open()
      for (const watch of watches) {
        watch.stop()
        watch.stop = watch.start()
      }
      return gone
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
      const there = committed.get(placeOf({ epoch, seq })) ?? []
      if (!there.some((text) => same(JSON.parse(text), { epoch, seq, state }))) {
        problems.push(`${placeOf({ epoch, seq })} was told, and is not what was committed`)
      }
    },
    problems,
  }
}
