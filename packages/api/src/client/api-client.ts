import { CodedError, UnavailableError } from '@kaltura-discord/core'
import type { z } from 'zod'
import { pathOf, type Route } from '../routes/route.ts'
import { problem } from '../schemas/problem.ts'
import { newTraceId, supportIdOf, traceparentOf } from './trace-id.ts'

/** Thrown when the server answered, and the answer was no. `code` and `message` are the server's own. */
export class ApiError extends CodedError {
  readonly status: number

  constructor(status: number, options: { code: string; message: string; retryable: boolean; supportId: string }) {
    super({ ...options, details: { status, supportId: options.supportId } })
    this.status = status
  }
}

export interface ApiClientOptions {
  /** Origin of the server, or '' in a page that it serves itself. */
  baseUrl: string
  fetch: typeof fetch
  /** The bearer or service token for routes that ask for one. */
  token?: () => string | undefined
  /** How long one call may take; 10 s by default. */
  timeoutMs?: number
}

type Empty = Record<string, never>
type Input<R extends Route> = (z.input<R['params']> extends Empty ? { params?: never } : { params: z.input<R['params']> }) &
  (z.input<R['query']> extends Empty ? { query?: never } : { query?: z.input<R['query']> }) &
  (Empty extends z.input<R['body']> ? { body?: z.input<R['body']> } : { body: z.input<R['body']> }) & { signal?: AbortSignal }

/** Calls any declared route, typed from its declaration. */
export interface ApiClient {
  /**
   * @throws ApiError when the server refuses; `retryable` says whether later may be better.
   * @throws UnavailableError when no usable answer came in time.
   */
  call<R extends Route>(route: R, input: Input<R>): Promise<z.output<R['answer']>>
}

const maxAnswerChars = 1_000_000

/** A client of our own HTTP API: validates what it sends and what it gets, so a version that doesn't match fails with a name. */
export function createApiClient({ baseUrl, fetch, token, timeoutMs = 10_000 }: ApiClientOptions): ApiClient {
  return {
    async call(route, input) {
      const query = new URLSearchParams(
        Object.entries(input.query ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
      )
      const path = pathOf(route.path, (input.params ?? {}) as Record<string, string>)
      const bearer = route.access === 'none' ? undefined : token?.()
      const timeout = AbortSignal.timeout(timeoutMs)
      const traceId = newTraceId()
      const asked: Asked = { name: route.name, supportId: supportIdOf(traceId) }
      const response = await fetch(`${baseUrl}${path}${query.size > 0 ? `?${query}` : ''}`, {
        method: route.method,
        headers: {
          traceparent: traceparentOf(traceId),
          ...(route.method === 'POST' ? { 'content-type': 'application/json' } : {}),
          ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
        },
        ...(route.method === 'POST' ? { body: JSON.stringify(input.body ?? {}) } : {}),
        signal: input.signal ? AbortSignal.any([input.signal, timeout]) : timeout,
      }).catch((cause: unknown) => {
        throw unavailable(asked, 'The kaltura-discord server did not answer', cause)
      })
      const answer = await readJson(response, asked)
      if (!response.ok) throw refusal(response.status, answer, asked)
      const parsed = route.answer.safeParse(answer)
      if (!parsed.success)
        throw unavailable(asked, 'The answer has another shape than this client knows (are server and client of one version?)')
      return parsed.data as never
    },
  }
}

/** One call, as it can be told to a person. */
interface Asked {
  name: string
  supportId: string
}

function unavailable({ name, supportId }: Asked, what: string, cause?: unknown): UnavailableError {
  return new UnavailableError(`${what}: ${name}`, { cause, details: { supportId } })
}

async function readJson(response: Response, asked: Asked): Promise<unknown> {
  try {
    const text = await response.text()
    if (text.length > maxAnswerChars) throw new RangeError('answer too large')
    return JSON.parse(text)
  } catch (cause) {
    throw unavailable(asked, `The server's answer (HTTP ${response.status}) could not be read`, cause)
  }
}

function refusal(status: number, answer: unknown, asked: Asked): CodedError {
  const known = problem.safeParse(answer)
  if (!known.success) return unavailable(asked, `Something between here and the server answered with HTTP ${status}`)
  const { code, title, retryable, supportId = asked.supportId } = known.data
  return new ApiError(status, { code, message: title, retryable, supportId })
}
