import { CodedError, UnavailableError } from '@kaltura-discord/core'
import { readUtf8 } from '../bytes/strict-utf8.ts'
import { readBounded } from '../client/read-bounded.ts'
import { retryAfterMs } from '../client/retry-after.ts'
import { secureBaseOf } from '../client/service-url.ts'

const maxAnswerBytes = 2 * 1024 * 1024

export interface PostJsonOptions {
  /** Such as `https://102.kaf.kaltura.com`; plain `http:` only on this machine. */
  address: string
  /** What it is called in errors. */
  name: string
  /** Is given a signal and told to follow no redirect. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** How long a call may take from start to last byte, in ms. Default 10,000. */
  timeoutMs?: number | undefined
}

/** What came back; `json` is `undefined` for what is none. */
interface PostedAnswer {
  status: number
  json: unknown
  retryAfterMs: number | undefined
}

export type PostJson = (
  path: string,
  body: unknown,
  options?: { headers?: Readonly<Record<string, string>>; signal?: AbortSignal | undefined },
) => Promise<PostedAnswer>

/**
 * JSON by POST to those parts of Kaltura that are not API v3.
 * @throws InvalidInputError for an address that a KS must not be sent to; each call UnavailableError when nothing came back, without a word of what was sent.
 */
export function createPostJson({ address, name, fetch, timeoutMs = 10_000 }: PostJsonOptions): PostJson {
  const base = secureBaseOf(address)
  return async (path, body, { headers = {}, signal } = {}) => {
    const deadline = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(`${base}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
        body: JSON.stringify(body),
        redirect: 'manual', // following one would post the KS to wherever it points
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      })
      const wait = retryAfterMs(response.headers.get('retry-after'), Date.now())
      return { status: response.status, json: jsonOf(await readBounded(response, maxAnswerBytes)), retryAfterMs: wait }
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof CodedError) throw error
      throw new UnavailableError(deadline.aborted ? `${name} did not answer in time` : `${name} could not be asked`)
    }
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(readUtf8(bytes) ?? '')
  } catch {
    return undefined
  }
}
