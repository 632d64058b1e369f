/** Up to where each subscriber of an event log came, and who deals with its events now: one process at a time, whatever their number. */
export interface SubscriberStore {
  /**
   * Takes the subscriber's events for a while, so that no other process does. A name that is new begins before the first event.
   * @returns `undefined` while another holds them, or their next attempt is not due
   */
  claim(name: string, options: { atMs: number; leaseMs: number }): Promise<SubscriberPlace | undefined>

  /**
   * Keeps how far it came, and hides it until `hiddenUntilMs` (0 gives it back at once).
   * @returns false when another has claimed it since: then nothing was kept
   */
  keep(name: string, place: SubscriberPlace & { hiddenUntilMs: number }): Promise<boolean>

  /** Sets one event aside and goes on behind it, in one step. @returns false as {@link SubscriberStore.keep} does */
  park(name: string, parked: ParkedEvent & { term: number }): Promise<boolean>

  /** What was set aside, oldest first. */
  parked(name: string, options: { limit: number }): Promise<readonly ParkedEvent[]>
}

export interface SubscriberPlace {
  /** Rises with each claim: a write of an older holder changes nothing. */
  term: number
  /** Of the last event that was dealt with. */
  position: number
  /** How often the one behind it failed. */
  attempts: number
}

/** An event that a subscriber could not deal with. */
export interface ParkedEvent {
  position: number
  eventId: string
  /** Why, without secrets. */
  reason: string
  atMs: number
}
