import { CodedError } from '../errors/coded-error.ts'
import { redact } from '../redaction/redact.ts'
import type { LoggedEvent } from './domain-event.ts'
import type { EventLog } from './event-log.ts'
import type { SubscriberPlace, SubscriberStore } from './subscriber-store.ts'

export interface SubscriptionOptions {
  log: EventLog
  subscribers: SubscriberStore
  /** Whose place in the log this is: all processes that say the same name share it, and each event goes to one of them. Letters, digits, `_`, `.` and `-`, up to 64: operators ask by it. */
  name: string
  /** Deals with one event. May be called again with the same one, so it has to be safe to repeat; what it throws is a failed attempt. */
  handle(event: LoggedEvent): Promise<void>
  now(): number
  /** How long one process has the events for itself; a killed one is followed by another after that. Default 15,000 ms. */
  leaseMs?: number
  /** Events of one round. Default 100. */
  limit?: number
  /** After how many failures an event is set aside. Default 8, which is some two minutes. */
  maxAttempts?: number
  /** Told of each failure that is tried again. */
  onPostponed?(event: LoggedEvent, error: unknown): void
  /** Told of each event that was set aside: somebody has to look at it. */
  onParked?(event: LoggedEvent, error: unknown): void
}

/** How a round ended: another process is at it, or so many were dealt with. `more` says that there may be others at once. */
export type SubscriptionRound = { kind: 'held' } | { kind: 'done'; handled: number; more: boolean }

export interface Subscription {
  /**
   * Deals with what is due, once. Call it again and again, from a timer or when something was published; safe at any time, anywhere, twice.
   * @throws UnavailableError when the log can't be reached
   */
  round(): Promise<SubscriptionRound>
}

/** Another system that is away is waited for, for as long as it takes, and is no fault of the event. */
const outageDelayMs = 5_000

/**
 * Deals with every event of a log at least once and in order: the place in the log is kept after the handling. An event that fails holds up the ones behind it,
 * until it succeeds or was tried often enough to be set aside. One that is replayed comes before what is new, and is set aside again at the first failure.
 */
export function createSubscription(options: SubscriptionOptions): Subscription {
  const { log, subscribers, name, handle, now, leaseMs = 15_000, limit = 100, maxAttempts = 8, onPostponed, onParked } = options

  /** It waits, and so do the ones behind it. */
  async function postpone(event: LoggedEvent, place: SubscriberPlace, delayMs: number, error: unknown): Promise<undefined> {
    onPostponed?.(event, error)
    await subscribers.keep(name, { ...place, hiddenUntilMs: now() + delayMs })
  }

  /** @returns whether it was set aside: only who still has the lease may */
  async function park(event: LoggedEvent, { term }: SubscriberPlace, error: unknown): Promise<boolean> {
    const { id: eventId, position } = event
    const isParked = await subscribers.park(name, { term, position, eventId, reason: reasonOf(error), atMs: now() })
    if (isParked) onParked?.(event, error)
    return isParked
  }

  /** @returns how the place moves on, or `undefined` when the round is over. */
  async function failed(event: LoggedEvent, place: SubscriberPlace, error: unknown): Promise<SubscriberPlace | undefined> {
    if (isOutage(error)) return postpone(event, place, outageDelayMs, error)
    const attempts = place.attempts + 1
    if (attempts < maxAttempts) return postpone(event, { ...place, attempts }, 1000 * 2 ** place.attempts, error)
    const { term } = place
    return (await park(event, place, error)) ? { term, position: event.position, attempts: 0 } : undefined
  }

  /** Deals with one that was set aside. @returns whether the round goes on */
  async function again(position: number, place: SubscriberPlace): Promise<boolean> {
    const [event] = await log.read({ after: position - 1, limit: 1 })
    // Its person may have been forgotten meanwhile: then there is nothing to deal with.
    if (event?.position !== position) return subscribers.unpark(name, { term: place.term, position })
    try {
      await handle(event)
    } catch (error) {
      if (!isOutage(error)) return park(event, place, error)
      await postpone(event, place, outageDelayMs, error)
      return false
    }
    return subscribers.unpark(name, { term: place.term, position })
  }

  return {
    async round() {
      const startedAtMs = now()
      const claimed = await subscribers.claim(name, { atMs: startedAtMs, leaseMs })
      if (!claimed) return { kind: 'held' }
      const isLate = () => now() - startedAtMs >= leaseMs
      const { replayed, ...from } = claimed
      let place: SubscriberPlace = from
      let handled = 0
      for (const position of replayed) {
        if (isLate()) break
        if (!(await again(position, place))) return { kind: 'done', handled, more: false }
        handled += 1
      }
      const events = await log.read({ after: place.position, limit })
      for (const event of events) {
        if (isLate()) break
        try {
          await handle(event)
          place = { ...place, position: event.position, attempts: 0 }
          handled += 1
        } catch (error) {
          const next = await failed(event, place, error)
          if (!next) return { kind: 'done', handled, more: false }
          place = next
        }
      }
      const kept = await subscribers.keep(name, { ...place, hiddenUntilMs: 0 })
      return { kind: 'done', handled, more: kept && events.length + replayed.length > 0 }
    },
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof CodedError && error.retryable
}

function reasonOf(error: unknown): string {
  return redact(error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 500)
}
