import type { Ms } from '../time.ts'
import type { RoomCommit } from './room-store.ts'

/**
 * The latest commits of a room, without holes. Numbers side by side instead of an object for each commit: what rooms remember is most of what lives long in a
 * server, and the pauses in which garbage is looked for grow with the number of objects that live.
 */
export interface CommitHistory {
  lastSeq: number
  readonly epochs: number[]
  readonly stampsMs: Ms[]
}

/** The history that goes on from one commit. */
export function historyFrom({ epoch, seq, atMs }: RoomCommit): CommitHistory {
  return { lastSeq: seq, epochs: [epoch], stampsMs: [atMs] }
}

/** Adds the commit that follows. At least `length` commits are kept, at most twice as many: nothing is moved for most of them. */
export function remember(history: CommitHistory, { epoch, seq, atMs }: RoomCommit, length: number): void {
  history.lastSeq = seq
  history.epochs.push(epoch)
  history.stampsMs.push(atMs)
  if (history.epochs.length < 2 * length) return
  history.epochs.splice(0, length)
  history.stampsMs.splice(0, length)
}

/** What {@link RoomStore.since} says of it. */
export function rememberedAfter({ lastSeq, epochs, stampsMs }: CommitHistory, seq: number): readonly RoomCommit[] | undefined {
  const beforeSeq = lastSeq - epochs.length
  if (seq < beforeSeq || seq > lastSeq) return undefined
  const from = seq - beforeSeq
  return epochs.slice(from).map((epoch, index) => ({ epoch, seq: seq + 1 + index, atMs: stampsMs[from + index] ?? 0 }))
}
