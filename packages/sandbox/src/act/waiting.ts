import type { Clock } from '../discord/clock.ts'
import type { WorldStore } from '../discord/world.ts'
import { DidNotHappenError } from './errors.ts'

/** Looks at the world after every change, until there is something to see. */
export interface Waiting {
  /**
   * Resolves with the first thing other than `undefined` that `look` gives, at once when it is already there.
   * Rejects with what `look` throws, with `tooLate()` after `withinMs` of the sandbox's time, and when the sandbox is closed.
   */
  until<T>(look: () => T | undefined, options: { withinMs: number; tooLate: () => Error }): Promise<T>
}

export function createWaiting(options: { store: WorldStore; clock: Clock; signal: AbortSignal }): Waiting {
  const { store, clock, signal } = options
  return {
    until<T>(look: () => T | undefined, { withinMs, tooLate }: { withinMs: number; tooLate: () => Error }) {
      const undo: (() => void)[] = []
      const found = new Promise<T>((resolve, reject) => {
        // What a look throws belongs to the test, and not to the request that changed the world.
        const check = (): void => {
          try {
            const seen = look()
            if (seen !== undefined) resolve(seen)
          } catch (error) {
            reject(error)
          }
        }
        const closed = (): void => reject(new DidNotHappenError('The sandbox was closed.'))
        signal.addEventListener('abort', closed)
        undo.push(
          store.subscribe(check),
          clock.after(withinMs, () => reject(tooLate())),
          () => signal.removeEventListener('abort', closed),
        )
        check()
        if (signal.aborted) closed()
      })
      return found.finally(() => {
        for (const end of undo) end()
      })
    },
  }
}
