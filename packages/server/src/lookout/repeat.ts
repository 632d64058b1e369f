import { UnavailableError } from '@kaltura-discord/core'

/** Calls back after so many ms, and returns how to prevent it. */
export type After = (ms: number, run: () => void) => () => void

/** Something that goes on until it is stopped. */
export interface Running {
  /** Resolves when what was under way has ended. */
  stop(): Promise<void>
}

export interface RepeatOptions {
  /** From the end of one round to the start of the next, in ms; longer when whoever was asked wants us to wait longer. */
  everyMs: number
  after: After
  onFailure: (error: unknown) => void
}

/** Does something at once and then again and again. A round begins only after the one before it ended, however long that took or badly it went. */
export function repeat(round: (signal: AbortSignal) => Promise<void>, { everyMs, after, onFailure }: RepeatOptions): Running {
  const stopped = new AbortController()
  let underWay = Promise.resolve()
  let cancelNext = after(0, turn)

  function turn(): void {
    underWay = runOnce().then((waitMs) => {
      if (!stopped.signal.aborted) cancelNext = after(waitMs, turn)
    })
  }

  async function runOnce(): Promise<number> {
    try {
      await round(stopped.signal)
      return everyMs
    } catch (error) {
      if (!stopped.signal.aborted) onFailure(error)
      return Math.max(everyMs, error instanceof UnavailableError ? (error.retryAfterMs ?? 0) : 0)
    }
  }

  return {
    async stop() {
      stopped.abort()
      cancelNext()
      await underWay
    },
  }
}
