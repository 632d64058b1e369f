export interface OutboxOptions {
  /** One round of deliveries; says how many were due. */
  deliver(): Promise<{ sent: number; quiet: number; postponed: number }>
  onError(error: unknown): void
}

/** Runs rounds of deliveries one at a time: a wake-up during a round is one more round after it. */
export function createOutbox({ deliver, onError }: OutboxOptions) {
  let again = false
  let running: Promise<void> | undefined
  let closed = false

  async function rounds(): Promise<void> {
    do {
      again = false
      const { sent, quiet } = await deliver()
      again ||= sent + quiet > 0
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
