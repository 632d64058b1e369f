/** An id of W3C Trace Context: 32 hexadecimal digits. */
export function newTraceId(): string {
  return hex(crypto.getRandomValues(new Uint8Array(16)))
}

/** What a person reads out to a supporter: the first eight digits of the trace id, such as `4bf9-2f35`. Both are in the log. */
export function supportIdOf(traceId: string): string {
  return `${traceId.slice(0, 4)}-${traceId.slice(4, 8)}`
}

/** The header that makes a call part of a trace, version 00, sampled (https://www.w3.org/TR/trace-context/). */
export function traceparentOf(traceId: string): string {
  return `00-${traceId}-${hex(crypto.getRandomValues(new Uint8Array(8)))}-01`
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
