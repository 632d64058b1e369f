import type { MarkedRevision } from '../protocol/revision.ts'

/**
 * The latest commits of a room, without holes. Numbers side by side instead of an object for each commit: what rooms remember is most of what lives long in a
 * server, and the pauses in which garbage is looked for grow with the number of objects that live.
 */
export interface CommitHistory {
  lastSeq: number
  readonly epochs: number[]
  readonly marks: number[]
}

/** The history that goes on from one commit. */
export function historyFrom({ epoch, seq, mark }: MarkedRevision): CommitHistory {
  return { lastSeq: seq, epochs: [epoch], marks: [mark] }
}

/** Adds the commit that follows. At least `length` commits are kept, at most twice as many: nothing is moved for most of them. */
export function remember(history: CommitHistory, { epoch, seq, mark }: MarkedRevision, length: number): void {
  history.lastSeq = seq
  history.epochs.push(epoch)
  history.marks.push(mark)
  if (history.epochs.length < 2 * length) return
  history.epochs.splice(0, length)
  history.marks.splice(0, length)
}

/** What {@link RoomStore.since} says of it. */
export function rememberedAfter({ lastSeq, epochs, marks }: CommitHistory, seq: number): readonly MarkedRevision[] | undefined {
  const beforeSeq = lastSeq - epochs.length
  if (seq < beforeSeq || seq > lastSeq) return undefined
  const from = seq - beforeSeq
  return epochs.slice(from).map((epoch, index) => ({ epoch, seq: seq + 1 + index, mark: marks[from + index] ?? 0 }))
}
