import { CodedError, InvalidInputError, redact, UnavailableError } from '@kaltura-discord/core'
import { z } from 'zod'
import { readUtf8 } from '../bytes/strict-utf8.ts'
import { KalturaApiError } from './kaltura-api-error.ts'
import { readBounded } from './read-bounded.ts'
import { apiBaseOf } from './service-url.ts'

const maxAnswerBytes = 8 * 1024 * 1024

export interface KalturaClientOptions {
  /** Where Kaltura is, such as `https://www.kaltura.com`; plain `http:` only on this machine. */
  serviceUrl: string
  partnerId: number
  /** The KS of each call, asked for at each call: {@link createServiceKs}. */
  ks: () => Promise<string>
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** How long a call may take from start to last byte; 10 s unless told. */
  timeoutMs?: number
  /** How Kaltura's logs name us. */
  clientTag?: string
  /** A signal that aborts after that many ms; only tests give their own. */
  timeout?: (timeoutMs: number) => AbortSignal
}

export interface CallOptions<Answer> {
  schema: z.ZodType<Answer>
  signal?: AbortSignal | undefined
}

/** Kaltura's API v3: any action of any service, by its names in Kaltura's own reference. */
export interface KalturaClient {
  /**
   * Calls one action and parses its answer. No retries: the caller knows what may be done twice.
   * @throws KalturaApiError when Kaltura said no.
   * @throws UnavailableError when it said nothing, nothing intelligible, or too much, or took too long.
   * @throws the signal's own reason when the caller gave up.
   */
  call<Answer>(service: string, action: string, params: Readonly<Record<string, unknown>>, options: CallOptions<Answer>): Promise<Answer>
}

const apiException = z.object({ objectType: z.literal('KalturaAPIException'), code: z.string(), args: z.unknown() })

/** A client of Kaltura's API in a page of `fetch`: JSON over POST, the KS in the body and never in an address. */
export function createKalturaClient(options: KalturaClientOptions): KalturaClient {
  const { partnerId, fetch, timeoutMs = 10_000, clientTag = 'kaltura-discord', timeout = AbortSignal.timeout } = options
  const apiBase = apiBaseOf(options.serviceUrl)

  async function ask(url: string, params: Readonly<Record<string, unknown>>, ks: string, signal: AbortSignal): Promise<unknown> {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ ...params, format: 1, clientTag, partnerId, ks }),
      redirect: 'manual', // following one would post the KS to wherever it points
      signal,
    })
    if (!response.ok) {
      response.body?.cancel().catch(() => {})
      throw new UnavailableError(`Kaltura answered with HTTP ${response.status}`, { details: { status: response.status } })
    }
    return parseJson(await readBounded(response, maxAnswerBytes))
  }

  async function call<Answer>(
    service: string,
    action: string,
    params: Readonly<Record<string, unknown>>,
    { schema, signal }: CallOptions<Answer>,
  ) {
    if (![service, action].every((name) => /^[A-Za-z][A-Za-z0-9_]{0,99}$/.test(name)))
      throw new InvalidInputError('There is no such action in Kaltura')
    const deadline = timeout(timeoutMs)
    const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
    const name = `${service}.${action}`
    try {
      const ks = await unlessAborted(stop, options.ks())
      const answer = await unlessAborted(stop, ask(`${apiBase}/service/${service}/action/${action}`, params, ks, stop))
      const exception = apiException.safeParse(answer)
      if (exception.success) throw KalturaApiError.from(exception.data, name, [ks])
      return understood(schema.safeParse(answer), name)
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof CodedError) throw error
      if (deadline.aborted) throw new UnavailableError(`Kaltura did not answer ${name} in time`, { details: { timeoutMs } })
      throw new UnavailableError(`Kaltura could not be asked for ${name}`, { details: { reason: reasonOf(error) } })
    }
  }

  return { call }
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(readUtf8(bytes) ?? '')
  } catch {
    throw new UnavailableError('Kaltura answered with something that is not JSON', { details: { bytes: bytes.length } })
  }
}

function understood<Answer>(parsed: z.ZodSafeParseResult<Answer>, name: string): Answer {
  if (parsed.success) return parsed.data
  const paths = parsed.error.issues.slice(0, 5).map((issue) => issue.path.join('.'))
  throw new UnavailableError(`Kaltura answered ${name} in a shape that we don't know`, { details: { paths } })
}

/** Some fetch, or some KS, may not listen to the signal; the caller must be let go all the same. */
function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** The thrown error itself isn't passed on: what made it held the body, and the body the KS. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  const inner = error.cause instanceof Error ? `: ${error.cause.message}` : ''
  return redact(`${error.message}${inner}`).slice(0, 200)
}
