/** A place in the history of a room. */
export interface Revision {
  readonly epoch: number
  readonly seq: number
}

/** Whether `a` is later than `b`: first by epoch, then by sequence. */
export function isAfter(a: Revision, b: Revision): boolean {
  return a.epoch > b.epoch || (a.epoch === b.epoch && a.seq > b.seq)
}
