import { UnavailableError } from '@kaltura-discord/core'
import { readUtf8 } from '../bytes/strict-utf8.ts'
import { readBounded } from './read-bounded.ts'
import { readRequestId, requestIdHeader } from './request-id.ts'
import { retryAfterMs } from './retry-after.ts'
import { apiBaseOf } from './service-url.ts'
import type { KalturaTransport } from './transport.ts'

const maxAnswerBytes = 8 * 1024 * 1024

export interface FetchTransportOptions {
  /** Where Kaltura is, such as `https://www.kaltura.com`; plain `http:` only on this machine. */
  serviceUrl: string
  /** The platform’s own, or one of yours behind a proxy. It is given a signal and told to follow no redirect. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Milliseconds since 1970, for a `Retry-After` that is a date. Default: `Date.now`. */
  now?: () => number
}

/**
 * JSON over POST by `fetch`, the KS in the body and never in an address. Runs in Node, workers and browsers.
 * @throws InvalidInputError for an address that a KS must not be sent to.
 */
export function createFetchTransport({ serviceUrl, fetch, now = Date.now }: FetchTransportOptions): KalturaTransport {
  const apiBase = apiBaseOf(serviceUrl)
  return {
    sendsNulls: true,
    cancels: true,
    async send({ service, action, params, signal, onRequestId }) {
      const response = await fetch(`${apiBase}/service/${service}${action === undefined ? '' : `/action/${action}`}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ ...params, format: 1 }),
        redirect: 'manual', // following one would post the KS to wherever it points
        signal,
      })
      const requestId = readRequestId(response.headers.get(requestIdHeader))
      if (requestId !== undefined) onRequestId?.(requestId)
      if (response.ok) return parseJson(await readBounded(response, maxAnswerBytes))
      response.body?.cancel().catch(() => {})
      const waitMs = retryAfterMs(response.headers.get('retry-after'), now())
      throw new UnavailableError(`Kaltura answered with HTTP ${response.status}`, {
        details: { status: response.status },
        ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
      })
    },
  }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(readUtf8(bytes) ?? '')
  } catch {
    throw new UnavailableError('Kaltura answered with something that is not JSON', { details: { bytes: bytes.length } })
  }
}
