/** Where copies are kept; it may forget any of them. An LRU is one, so is a `Map`. */
export interface CopyShelf<V extends object> {
  get(key: string): V | undefined
  set(key: string, value: V): unknown
}

/** A copy with the time until which it is believed, if nobody says before that it changed. */
export interface Copy<V> {
  value: V
  freshUntilMs: number
  /** How often everything had changed when it was made. */
  age: number
}

export interface FreshCopiesOptions<V> {
  /** Asks for the original. */
  load(key: string): Promise<V>
  /** Default: nothing is kept, everybody asks. */
  shelf?: CopyShelf<Copy<V>> | undefined
  ttlMs: number
  /** Milliseconds that never go back. */
  now(): number
  /** An old copy was given because the original could not be had. */
  onOld(key: string, error: unknown): void
}

/** How soon the original is tried again after it could not be had. */
const tryAgainMs = 1000

/**
 * Answers from copies while they are fresh, and asks once for all who wait when they are not. When the original can't be had, the last good copy is given,
 * however old; without one the error is the caller's.
 */
export function createFreshCopies<V>({ load, shelf, ttlMs, now, onOld }: FreshCopiesOptions<V>) {
  const asking = new Map<string, Promise<V>>()
  let age = 0

  function ask(key: string): Promise<V> {
    // Who hears of a change while the answer is on its way asks anew: the answer may be from before it, and is kept by nobody.
    const keep = (value: V, forMs: number) => {
      if (asking.get(key) === answer) shelf?.set(key, { value, freshUntilMs: now() + forMs, age })
    }
    const answer = load(key)
      .then(
        (value) => {
          keep(value, ttlMs)
          return value
        },
        (error: unknown) => {
          const last = shelf?.get(key)
          if (!last) throw error
          keep(last.value, Math.min(ttlMs, tryAgainMs))
          onOld(key, error)
          return last.value
        },
      )
      .finally(() => {
        if (asking.get(key) === answer) asking.delete(key)
      })
    asking.set(key, answer)
    return answer
  }

  return {
    async get(key: string): Promise<V> {
      const copy = shelf?.get(key)
      return copy && copy.age === age && copy.freshUntilMs > now() ? copy.value : (asking.get(key) ?? ask(key))
    },

    /** The original has changed: the next who asks is given it. The copy stays for the case that it can't be had. */
    changed(key: string): void {
      asking.delete(key)
      const copy = shelf?.get(key)
      if (copy) shelf?.set(key, { ...copy, freshUntilMs: Number.NEGATIVE_INFINITY })
    },

    /** Any original may have changed. */
    allChanged(): void {
      age += 1
      asking.clear()
    },
  }
}
