import {
  BrokenCircuitError,
  BulkheadRejectedError,
  bulkhead,
  CircuitState,
  ConsecutiveBreaker,
  circuitBreaker,
  handleWhen,
  TaskCancelledError,
} from 'cockatiel'
import pRetry from 'p-retry'
import { CodedError, UnavailableError } from '../errors/coded-error.ts'
import { openFor } from './open-for.ts'

/** Defaults fit a server that answers people: give up within seconds, spare a system that is down. */
export interface ResilienceOptions {
  /** What is called, for error messages: `Kaltura`. */
  name: string
  /** How often more a call that may be repeated is tried, 0 to 10. Default 2. */
  retries?: number
  /** Before the first repetition, in ms; then doubled up to `maxDelayMs`, each with up to as much again by chance. Default 200. */
  firstDelayMs?: number
  /** Default 2,000 ms. */
  maxDelayMs?: number
  /** The longest wait that the other system may ask for (`Retry-After`); a longer one is passed on to the caller at once. Default 5,000 ms. */
  maxRetryAfterMs?: number
  /** How many calls are under way at once. Default 32. */
  concurrent?: number
  /** How many more wait for their turn; one more is refused at once. Default 128. */
  waiting?: number
  /** After how many outages in a row calls are refused without asking. Default 5. */
  breakAfter?: number
  /** How long they are refused, before one call asks again. Default 10,000 ms. */
  breakMs?: number
  /** Milliseconds since 1970, for how long calls are refused; one that goes back refuses none for longer. Default: `Date.now`. */
  now?: () => number
}

/** Whether calls go through, by what is known of the other side. */
export type CircuitReading = 'closed' | 'half-open' | 'open'

export interface Resilience {
  /** For health checks and metrics. */
  readonly circuit: CircuitReading
  /**
   * Calls, within the limits, and again after an outage when that is harmless.
   * An outage is an error of ours that says `retryable`; any other error is an answer, and goes straight through.
   * @param options.repeatable whether the call may be made twice: reads, and writes that carry a key of their own
   * @throws UnavailableError when there is no room, or too many calls failed lately; whatever `call` throws; the signal's reason
   */
  run<T>(call: () => Promise<T>, options: { repeatable: boolean; signal?: AbortSignal | undefined }): Promise<T>
}

type Answer<T> = { kind: 'value'; value: T } | { kind: 'error'; error: unknown }

/**
 * One guard for all calls to one other system: repetition on the outside, then a circuit breaker, and a bulkhead inside of it, so that a circuit
 * that closes lets its waiters through a few at a time.
 */
export function createResilience(options: ResilienceOptions): Resilience {
  const { name, retries = 2, firstDelayMs = 200, maxDelayMs = 2_000, maxRetryAfterMs = 5_000 } = options
  const { concurrent = 32, waiting = 128, breakAfter = 5, breakMs = 10_000, now = Date.now } = options
  const breaker = circuitBreaker(handleWhen(isOutage), {
    breaker: new ConsecutiveBreaker(breakAfter),
    halfOpenAfter: { next: () => openFor(breakMs, now) },
  })
  const room = bulkhead(concurrent, waiting)

  /** A refusal is an answer too: it shows that the other system is well, so the breaker sees it as a success. */
  async function answered<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<Answer<T>> {
    try {
      return { kind: 'value', value: await call() }
    } catch (error) {
      // A probe that its caller gave up has shown nothing: the circuit stays open.
      if (signal?.aborted && breaker.state === CircuitState.HalfOpen) throw new UnavailableError(`Nobody waited for ${name}`)
      if (isOutage(error) && !signal?.aborted) throw error
      return { kind: 'error', error }
    }
  }

  async function guarded<T>(call: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    try {
      const answer = await breaker.execute(() => room.execute(() => answered(call, signal), signal), signal)
      if (answer.kind === 'error') throw answer.error
      return answer.value
    } catch (error) {
      signal?.throwIfAborted()
      throw inOurWords(error)
    }
  }

  function inOurWords(error: unknown): unknown {
    if (error instanceof BrokenCircuitError)
      return new UnavailableError(`${name} failed too often lately, so it is not asked for a while`, { retryAfterMs: breakMs })
    if (error instanceof BulkheadRejectedError || error instanceof TaskCancelledError)
      return new UnavailableError(`Too many calls to ${name} are under way`, { details: { concurrent, waiting } })
    return error
  }

  return {
    get circuit() {
      return circuitReading[breaker.state]
    },
    run(call, { repeatable, signal }) {
      return pRetry(() => guarded(call, signal), {
        retries: repeatable ? retries : 0,
        minTimeout: firstDelayMs,
        maxTimeout: maxDelayMs,
        randomize: true,
        ...(signal ? { signal } : {}),
        shouldRetry: ({ error }) => isOutage(error) && (retryAfterOf(error) ?? 0) <= maxRetryAfterMs && breaker.state !== CircuitState.Open,
        onFailedAttempt: ({ error, retryDelay }) =>
          retryDelay === 0 || (retryAfterOf(error) ?? 0) > maxRetryAfterMs
            ? undefined
            : pause((retryAfterOf(error) ?? 0) - retryDelay, signal),
      })
    },
  }
}

const circuitReading: Record<CircuitState, CircuitReading> = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Open]: 'open',
  [CircuitState.Isolated]: 'open',
}

function isOutage(error: unknown): boolean {
  return error instanceof CodedError && error.retryable
}

function retryAfterOf(error: unknown): number | undefined {
  return error instanceof UnavailableError ? error.retryAfterMs : undefined
}

/** What the other system asked for beyond the delay that comes anyway. */
function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (ms <= 0 || signal?.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
  })
}
