export interface RoundsOptions {
  /** One round; says how much it got done. */
  round(): Promise<number>
  onError(error: unknown): void
}

/** Runs rounds one at a time, until one gets nothing done. A wake-up during a round is one more round after it. */
export function createRounds({ round, onError }: RoundsOptions) {
  let again = false
  let running: Promise<void> | undefined
  let closed = false

  async function rounds(): Promise<void> {
    do {
      again = false
      const done = await round()
      again ||= done > 0
    } while (again && !closed)
  }

  return {
    /** Starts a round soon. Never throws, never waits. */
    wake(): void {
      again = true
      if (closed || running) return
      running = rounds()
        .catch(onError)
        .finally(() => {
          running = undefined
        })
    },
    async idle(): Promise<void> {
      await running
    },
    async close(): Promise<void> {
      closed = true
      await running
    },
  }
}
