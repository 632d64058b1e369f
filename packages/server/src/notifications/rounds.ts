export interface RoundsOptions {
  /** One round; says how much it got done. */
  round(): Promise<number>
  onError(error: unknown): void
}

/** Runs rounds one at a time, until one gets nothing done. A wake-up during a round is one more round after it. */
export function createRounds({ round, onError }: RoundsOptions) {
  let again = false
  let isRunning = false
  let last = Promise.resolve()
  let closed = false

  async function rounds(): Promise<void> {
    isRunning = true
    try {
      do {
        again = false
        const done = await round()
        again ||= done > 0
      } while (again && !closed)
    } catch (error) {
      onError(error)
    } finally {
      // Not when somebody hears of the end, but with it: a wake-up between the two would be lost.
      isRunning = false
    }
  }

  return {
    /** Starts a round soon. Never throws, never waits. */
    wake(): void {
      again = true
      if (!closed && !isRunning) last = rounds()
    },
    idle: (): Promise<void> => last,
    close(): Promise<void> {
      closed = true
      return last
    },
  }
}
