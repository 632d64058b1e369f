import type { DomainEvent } from './domain-event.ts'

/** Up to where each subscriber of an event log came, and who deals with its events now: one process at a time, whatever their number. */
export interface SubscriberStore {
  /**
   * Takes the subscriber's events for a while, so that no other process does. A name that is new begins before the first event.
   * @returns its place, and the first hundred positions of what was set aside and is to be dealt with again; `undefined` while another holds them, or their next
   * attempt is not due
   */
  claim(name: string, options: { atMs: number; leaseMs: number }): Promise<(SubscriberPlace & { replayed: readonly number[] }) | undefined>

  /**
   * Keeps how far it came, and hides it until `hiddenUntilMs` (0 gives it back at once).
   * @returns false when another has claimed it since: then nothing was kept
   */
  keep(name: string, place: SubscriberPlace & { hiddenUntilMs: number }): Promise<boolean>

  /** Sets one event aside, again if it was replayed, and goes on behind it, in one step. @returns false as {@link SubscriberStore.keep} does */
  park(name: string, parked: ParkedEvent & { term: number }): Promise<boolean>

  /** One that was replayed is done with: it is set aside no more. @returns false as {@link SubscriberStore.keep} does */
  unpark(name: string, replayed: { position: number; term: number }): Promise<boolean>

  /** What was set aside and not replayed, oldest first, from behind the position `after` on. */
  parked(name: string, options: { after?: number | undefined; limit: number }): Promise<readonly ParkedEvent[]>

  /**
   * What was set aside is to be dealt with again: one event, or all of this subscriber. Not what is no longer in the log.
   * @param which.told published in the same step, if there was such a one
   * @returns how many there were
   */
  replay(name: string, which?: { position?: number | undefined; told?: DomainEvent | undefined }): Promise<number>

  /** Everybody who ever claimed, by name. */
  all(): Promise<readonly KnownSubscriber[]>
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

export interface KnownSubscriber {
  name: string
  position: number
  /** How many events are set aside. */
  parked: number
}
