import type { Context } from 'hono'
import { type SSEMessage, streamSSE } from 'hono/streaming'
import { refuse } from './refusal.ts'

const keepAliveMs = 20_000

export interface ToldChanges {
  mostListeners: number
  /** What a listener one too many is told. */
  tooMany: string
  subscribe: (listener: () => void) => () => void
  /** Ends every stream. */
  signal: AbortSignal
}

/**
 * Server-sent events about something that changes: each listener gets what `next` gives, and is asked again after every change. Changes in quick succession
 * are one, and a slow reader gets what is there when it is ready rather than a backlog.
 * @returns a handler; its `next` is of one listener, and gives `undefined` when there is nothing new
 */
export function createToldChanges({ mostListeners, tooMany, subscribe, signal }: ToldChanges) {
  let listening = 0
  return (c: Context, next: () => SSEMessage | undefined) => {
    if (listening >= mostListeners) return refuse(c, 503, 'sandbox.too-many-listeners', tooMany)
    listening += 1
    return streamSSE(c, async (stream) => {
      let wake = (): void => {}
      let over = signal.aborted
      const unsubscribe = subscribe(() => wake())
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
          const message = next()
          if (message) await stream.writeSSE(message)
          else
            await new Promise<void>((resolve) => {
              wake = resolve
            })
          await new Promise(setImmediate)
        }
      } finally {
        clearInterval(keepAlive)
        unsubscribe()
        signal.removeEventListener('abort', end)
        listening -= 1
      }
    })
  }
}
