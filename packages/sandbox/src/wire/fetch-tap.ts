import type { Clock } from '../discord/clock.ts'
import { redactedBody } from './body-text.ts'
import type { Redaction } from './redaction.ts'
import type { WireLog } from './wire-log.ts'

/** Records what Kaltura posts to others, and what they answer (its head: nobody reads more). */
export function tapFetch(options: {
  log: WireLog
  redaction: Redaction
  clock: Clock
  fetch: typeof globalThis.fetch
}): typeof globalThis.fetch {
  const { log, redaction, clock, fetch } = options
  return async (input, init) => {
    const request = new Request(input, { ...init, signal: null })
    const sent = init?.body instanceof Uint8Array ? Buffer.from(init.body).toString('utf8') : init?.body
    const body = typeof sent === 'string' ? redactedBody(redaction, sent, request.headers.get('content-type') ?? '') : null
    const atMs = clock.now()
    const record = (answer: Response | undefined): void =>
      log.add({
        kind: 'exchange',
        wire: 'kaltura-notifications',
        atMs,
        method: request.method,
        address: redaction.address(request.url),
        status: answer?.status ?? null,
        tookMs: Math.max(0, clock.now() - atMs),
        request: { headers: redaction.headers(Object.fromEntries(request.headers)), body },
        response: { headers: redaction.headers(Object.fromEntries(answer?.headers ?? [])), body: null },
      })
    try {
      const answer = await fetch(input, init)
      record(answer)
      return answer
    } catch (error) {
      record(undefined)
      throw error
    }
  }
}
