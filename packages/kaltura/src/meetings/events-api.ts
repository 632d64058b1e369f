import { type MeetingForbidden, type MeetingNotFound, UnavailableError } from '@kaltura-discord/core'
import { createResilience, type Resilience } from '@kaltura-discord/core/resilience'
import { z } from 'zod'
import type { KsSource } from '../grants/ks-source.ts'
import { createPostJson, type PostJsonOptions } from './post-json.ts'
import { MeetingError } from './refusal.ts'

export interface EventsApiOptions extends Pick<PostJsonOptions, 'fetch' | 'timeoutMs'> {
  /** Such as `https://events-api.nvp1.ovp.kaltura.com` (US), `irp2` (EU) or `frp2` (DE) for `nvp1`. */
  eventsUrl: string
  /** KS of the grant `meeting-planner` for a member of the Events Platform's team; who isn't one is answered with HTTP 500. */
  planner: KsSource
  /** What repeats reads and spares a platform that is down. Default: one of its own, with its defaults. */
  resilience?: Resilience
  /** Milliseconds since 1970. */
  now: () => number
}

/** What a call came to. The Events Platform says so by a `status` inside HTTP 200. */
type EventsAnswer<Answer> = { kind: 'ok'; value: Answer } | MeetingNotFound | MeetingForbidden

export interface EventsApi {
  /**
   * @param call such as `events/list`
   * @param options.repeatable whether it may be made twice; default: `…/list`
   * @throws UnavailableError when it said nothing intelligible, or HTTP 500: a write may have been done all the same. MeetingError for any other no.
   */
  ask<Answer>(
    call: string,
    body: Readonly<Record<string, unknown>>,
    options: { schema: z.ZodType<Answer>; repeatable?: boolean; signal?: AbortSignal | undefined },
  ): Promise<EventsAnswer<Answer>>
}

const envelope = z.looseObject({ status: z.string().regex(/^\w{1,60}$/) })
const loggedOut = new Set(['NEW_LOGIN_REQUIRED', 'MISSING_OTP', 'AuthLoginMissingOrg'])
const forbidden = new Set(['Forbidden', 'OperationNotAllowed'])

/** The public API of the Events Platform: JSON by POST below `/api/v1`, the KS as bearer (kaltura/mcp-events, openapi-public-api.yaml 1.1.2). */
export function createEventsApi({ eventsUrl, fetch, timeoutMs, planner, resilience, now }: EventsApiOptions): EventsApi {
  const post = createPostJson({ address: eventsUrl, name: 'The Events Platform', fetch, timeoutMs })
  const guard = resilience ?? createResilience({ name: 'The Events Platform', now })

  async function attempt(
    call: string,
    body: unknown,
    signal: AbortSignal | undefined,
  ): Promise<{ status: string; json: unknown; ks: string }> {
    const ks = await planner.current()
    const { status, json, retryAfterMs } = await post(`/api/v1/${call}`, body, { headers: { authorization: `Bearer ${ks}` }, signal })
    const wait = retryAfterMs === undefined ? {} : { retryAfterMs }
    if (status >= 500 || status === 429)
      throw new UnavailableError(`The Events Platform answered ${call} with HTTP ${status}`, { ...wait, details: { status } })
    const said = envelope.safeParse(json).data?.status
    if (said === 'RateLimitReached') throw new UnavailableError(`The Events Platform has had too many calls for ${call}`, wait)
    if (status !== 200 || said === undefined) throw new MeetingError(`The Events Platform refused ${call}`, { status })
    return { status: said, json, ks }
  }

  return {
    async ask(call, body, { schema, repeatable = call.endsWith('/list'), signal }) {
      const once = () => guard.run(() => attempt(call, body, signal), { repeatable, signal })
      const first = await once()
      if (loggedOut.has(first.status)) planner.refused(first.ks)
      // The platform looks at the KS before it does anything, so even a write may be made again with a new one.
      const { status, json } = loggedOut.has(first.status) ? await once() : first
      if (loggedOut.has(status) || forbidden.has(status)) return { kind: 'forbidden' }
      if (status === 'ResourceDoesNotExist') return { kind: 'not-found' }
      if (status !== 'ok') throw new MeetingError(`The Events Platform refused ${call}: ${status}`, { status })
      const parsed = schema.safeParse(json)
      if (parsed.success) return { kind: 'ok', value: parsed.data }
      throw new UnavailableError(`The Events Platform answered ${call} in a shape that we don't know`)
    },
  }
}
