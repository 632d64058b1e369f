/** Milliseconds. Names that end in `AtMs` are instants; which clock they belong to is said where they are declared. */
export type Ms = number

/** A clock that only ever moves forward, such as `performance`. Its zero means nothing to anybody else. */
export interface Clock {
  now(): Ms
}

/** The only way anything in this package waits. Returns how to call it off; calling off twice, or too late, is harmless. */
export interface Timers {
  after(ms: Ms, run: () => void): () => void
}
