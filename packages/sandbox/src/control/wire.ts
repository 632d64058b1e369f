import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { WireLog } from '../wire/wire-log.ts'
import { refuse } from './refusal.ts'

const mostListeners = 16
const keepAliveMs = 20_000

/**
 * `GET /wire?after=<seq>`: what is kept, oldest first. `GET /wire/events?after=<seq>`: the same as server-sent events, each `wire` event a list of
 * entries, and then whatever comes; what comes while a reader is slow is one list, of which the ring may have dropped the beginning.
 * @param options.signal ends every stream
 */
export function wireRoutes({ log, signal }: { log: WireLog; signal: AbortSignal }): Hono {
  let listening = 0
  return new Hono()
    .get('/wire', (c) => c.json({ entries: log.entries({ after: seqOf(c.req.query('after')) }), oldestSeq: log.oldestSeq }))
    .get('/wire/events', (c) => {
      if (listening >= mostListeners) return refuse(c, 503, 'sandbox.too-many-listeners', 'Too many pages listen to the wires.')
      listening += 1
      let after = seqOf(c.req.header('last-event-id') ?? c.req.query('after'))
      return streamSSE(c, async (stream) => {
        let wake = (): void => {}
        let over = false
        const unsubscribe = log.subscribe(() => wake())
        const end = (): void => {
          over = true
          wake()
        }
        stream.onAbort(end)
        signal.addEventListener('abort', end)
        const keepAlive = setInterval(() => void stream.write(':\n\n'), keepAliveMs)
        keepAlive.unref()
        try {
          while (!over && !signal.aborted) {
            const entries = log.entries({ after })
            const last = entries.at(-1)
            if (last) {
              after = last.seq
              await stream.writeSSE({ event: 'wire', id: String(after), data: JSON.stringify(entries) })
            } else
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
    })
}

function seqOf(text: string | undefined): number {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0
}
