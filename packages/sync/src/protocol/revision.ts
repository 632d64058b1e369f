/** A place in the history of a room. */
export interface Revision {
  readonly epoch: number
  readonly seq: number
}

/** A place in the history of a room, and which of the commits that were ever made there: a store that lost its tail numbers anew what it lost. */
export interface MarkedRevision extends Revision {
  readonly mark: number
}

/** Whether both are the same commit. */
export function isSame(a: MarkedRevision, b: MarkedRevision): boolean {
  return a.epoch === b.epoch && a.seq === b.seq && a.mark === b.mark
}

/** Whether `a` is later than `b`: first by epoch, then by sequence. */
export function isAfter(a: Revision, b: Revision): boolean {
  return a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq)
}
