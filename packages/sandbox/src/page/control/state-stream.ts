import { controlPrefix, type SandboxState, sandboxState } from '../../control/contract.ts'

export type StreamStatus = { kind: 'connecting' } | { kind: 'live' } | { kind: 'lost' } | { kind: 'misunderstood' }

/** What the stream needs of a browser's `EventSource`. */
export interface EventLine {
  addEventListener(type: 'open' | 'error' | 'state', listener: (event: Event) => void): void
  close(): void
}

export interface StateStreamOptions {
  open: (url: string) => EventLine
  readState: (url: string) => Promise<unknown>
  after: (ms: number, run: () => void) => () => void
  onState: (state: SandboxState) => void
  onStatus: (status: StreamStatus) => void
}

const retryMs = 1500

/**
 * Follows the sandbox's state for as long as the page lives. When the line breaks it says so and tries again every 1.5 s.
 *
 * Each line is opened anew rather than left to `EventSource`'s own retry, which gives up for good after an HTTP error.
 */
export function followState(options: StateStreamOptions): { close(): void } {
  let current: { close(): void } | undefined
  let cancelRetry = () => {}
  let closed = false

  function connect(): void {
    const line = options.open(`${controlPrefix}/events`)
    let heard = false
    let broken = false
    current = line

    line.addEventListener('open', async () => {
      options.onStatus({ kind: 'live' })
      const state = await options.readState(`${controlPrefix}/state`).catch(() => undefined)
      if (state !== undefined && !heard && !broken && !closed) take(state)
    })
    line.addEventListener('state', (event) => {
      heard = true
      take(parseJson('data' in event ? event.data : undefined))
    })
    line.addEventListener('error', () => {
      if (broken || closed) return
      broken = true
      line.close()
      options.onStatus({ kind: 'lost' })
      cancelRetry = options.after(retryMs, connect)
    })
  }

  function take(value: unknown): void {
    const state = sandboxState.safeParse(value)
    options.onStatus({ kind: state.success ? 'live' : 'misunderstood' })
    if (state.success) options.onState(state.data)
  }

  options.onStatus({ kind: 'connecting' })
  connect()
  return {
    close() {
      closed = true
      cancelRetry()
      current?.close()
    },
  }
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === 'string' ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
