import { newTraceId, supportIdOf } from '@kaltura-discord/api'

/** What a request is found by: in traces by the one id, in people's words by the other, which is its beginning. */
export interface Trace {
  traceId: string
  supportId: string
}

/** The trace that a caller began (W3C Trace Context, `traceparent`), or a new one. Callers choose their ids freely, so nothing may depend on one. */
export function traceOf(headers: Headers): Trace {
  const begun = /^[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/.exec(headers.get('traceparent') ?? '')?.[1]
  const traceId = begun ?? newTraceId()
  return { traceId, supportId: supportIdOf(traceId) }
}
