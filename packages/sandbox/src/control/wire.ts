import { Hono } from 'hono'
import type { WireLog } from '../wire/wire-log.ts'
import { createToldChanges } from './told-changes.ts'

/**
 * `GET /wire?after=<seq>`: what is kept, oldest first. `GET /wire/events?after=<seq>`: the same as server-sent events, each `wire` event a list of
 * entries, and then whatever comes; what comes while a reader is slow is one list, of which the ring may have dropped the beginning.
 * @param options.signal ends every stream
 */
export function wireRoutes({ log, signal }: { log: WireLog; signal: AbortSignal }): Hono {
  const tell = createToldChanges({
    mostListeners: 16,
    tooMany: 'Too many pages listen to the wires.',
    subscribe: (listener) => log.subscribe(listener),
    signal,
  })
  return new Hono()
    .get('/wire', (c) => c.json({ entries: log.entries({ after: seqOf(c.req.query('after')) }), oldestSeq: log.oldestSeq }))
    .get('/wire/events', (c) => {
      let after = seqOf(c.req.header('last-event-id') ?? c.req.query('after'))
      return tell(c, () => {
        const entries = log.entries({ after })
        const last = entries.at(-1)
        if (!last) return undefined
        after = last.seq
        return { event: 'wire', id: String(after), data: JSON.stringify(entries) }
      })
    })
}

function seqOf(text: string | undefined): number {
  return /^\d{1,15}$/.test(text ?? '') ? Number(text) : 0
}
