import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { SandboxState } from './contract.ts'
import { refuse } from './refusal.ts'

const mostListeners = 64
const keepAliveMs = 20_000

/**
 * `GET /events`: the whole state at once, then after every change. Changes in quick succession become one event, and a slow
 * reader gets the newest state rather than a backlog.
 */
export function eventRoutes(options: {
  state: () => SandboxState
  subscribe: (listener: () => void) => () => void
  signal: AbortSignal
}): Hono {
  const { state, subscribe, signal } = options
  let listening = 0
  return new Hono().get('/events', (c) => {
    if (listening >= mostListeners) return refuse(c, 503, 'sandbox.too-many-listeners', 'Too many pages listen to the sandbox.')
    listening += 1
    return streamSSE(c, async (stream) => {
      let wake = (): void => {}
      let changed = true
      let over = false
      const unsubscribe = subscribe(() => {
        changed = true
        wake()
      })
      const end = (): void => {
        over = true
        wake()
      }
      stream.onAbort(end)
      signal.addEventListener('abort', end)
      const keepAlive = setInterval(() => void stream.write(':\n\n'), keepAliveMs)
      keepAlive.unref()
      try {
        while (!over) {
          if (!changed) {
            await new Promise<void>((resolve) => {
              wake = resolve
            })
            await new Promise(setImmediate)
          }
          if (over) break
          changed = false
          await stream.writeSSE({ event: 'state', data: JSON.stringify(state()) })
        }
      } finally {
        clearInterval(keepAlive)
        unsubscribe()
        signal.removeEventListener('abort', end)
        listening -= 1
      }
    })
  })
}
