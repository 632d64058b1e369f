import { CodedError, redact, UnavailableError } from '@kaltura-discord/core'
import { createResilience, type Resilience } from '@kaltura-discord/core/resilience'
import type { z } from 'zod'
import type { KsSource } from '../grants/ks-source.ts'
import { checkAction, isRead, refuseNulls } from './action.ts'
import { createFetchTransport, type FetchTransportOptions } from './fetch-transport.ts'
import { type Exchange, KalturaApiError } from './kaltura-api-error.ts'
import { type PartResults, type Parts, type Plan, planOf, resultsOf } from './multirequest.ts'
import type { KalturaTransport, TransportRequest } from './transport.ts'
import { exceptionIn, refusesKs, understood } from './understood.ts'

interface CommonOptions {
  /** The account, as the Kaltura Management Console shows it under *Settings > Integration Settings*. Part of each call. */
  partnerId: number
  /** The KS of each call, asked for at each call: {@link createKsSource}, or a function of your own. Without one, only what Kaltura answers to anyone. */
  ks?: KsSource | (() => Promise<string>) | undefined
  /** How long one attempt may take from start to last byte, in ms. Default 10,000. */
  timeoutMs?: number
  /** How Kaltura's logs name us. Default `kaltura-discord`. */
  clientTag?: string
  /** What repeats reads and spares a Kaltura that is down; share one among clients of one Kaltura. Default: one of its own, with its defaults. */
  resilience?: Resilience
  /** A signal that aborts after that many ms; only tests give their own. */
  timeout?: (timeoutMs: number) => AbortSignal
}

/** Either a transport of your own choice, or `serviceUrl` and `fetch` for the usual one. */
export type KalturaClientOptions = CommonOptions & (FetchTransportOptions | { transport: KalturaTransport })

export interface CallOptions<Answer> {
  /** Reads the answer; what it doesn’t name is left out. An answer that it refuses is an UnavailableError. */
  schema: z.ZodType<Answer>
  /** Ends the call, repetitions and waiting among them, and is thrown as it is. */
  signal?: AbortSignal | undefined
  /** Another KS than the client's, for this call. */
  ks?: string
  /** Whether it may be made twice. Default: what only reads (`get…`, `list…`, `count…`, `search…`, `is…`) may. */
  repeatable?: boolean
}

/** Kaltura's API v3: any action of any service, by its names in Kaltura's own reference. */
export interface KalturaClient {
  /**
   * Calls one action and parses its answer. Reads are repeated after an outage; when Kaltura refuses the KS, the call is made once more with a new one.
   * @throws KalturaApiError when Kaltura said no.
   * @throws UnavailableError when it said nothing, nothing intelligible, or too much, or took too long.
   * @throws the signal's own reason when the caller gave up.
   */
  call<Answer>(service: string, action: string, params: Readonly<Record<string, unknown>>, options: CallOptions<Answer>): Promise<Answer>
  /**
   * Many actions in one request. Later parts can use what earlier ones answer with:
   * `(plan) => { const entry = plan.call('media', 'get', …); return { entry, captions: plan.call('caption_captionasset', 'list', { filter: { entryIdEqual: entry.result.id } }, …) } }`.
   * Each part has its own result; only the failure of all of them throws, as in {@link call}. When a part says that the KS is refused, all are made once more with
   * a new one, provided that all only read: of others some may have been done.
   */
  multirequest<Planned extends Parts>(
    plan: (calls: Plan) => Planned,
    options?: { signal?: AbortSignal | undefined },
  ): Promise<PartResults<Planned>>
}

/** A client of Kaltura's API over a transport: deadlines, repetition, KS and errors are the same on each. */
export function createKalturaClient(options: KalturaClientOptions): KalturaClient {
  const { partnerId, timeoutMs = 10_000, clientTag = 'kaltura-discord', timeout = AbortSignal.timeout } = options
  const source = typeof options.ks === 'function' ? { current: options.ks } : options.ks
  const transport = 'transport' in options ? options.transport : createFetchTransport(options)
  const renewable = typeof options.ks === 'function' ? undefined : options.ks
  const resilience = options.resilience ?? createResilience({ name: 'Kaltura' })

  interface Request<Answer> extends Omit<TransportRequest, 'signal'> {
    name: string
    repeatable: boolean
    signal?: AbortSignal | undefined
    ks?: string | undefined
    read: (answer: unknown, exchange: Exchange) => Answer
  }

  /** `isKsRefused`: by some part, while others may have been answered. */
  type Attempted<Answer> = { value: Answer; isKsRefused: boolean }

  async function attempt<Answer>({ service, action, params, name, signal, ks: given, read }: Request<Answer>): Promise<Attempted<Answer>> {
    const deadline = timeout(timeoutMs)
    let requestId: string | undefined
    const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
    try {
      const ks = given ?? (source ? await unlessAborted(stop, source.current()) : undefined)
      const request = {
        service,
        ...(action === undefined ? {} : { action }),
        params: { ...params, clientTag, partnerId, ks },
        signal: stop,
        onRequestId: (id: string) => {
          requestId = id
        },
      }
      const answer = await unlessAborted(stop, transport.send(request))
      const isKsRefused = given === undefined && ks !== undefined && refusesKs(answer, service)
      if (isKsRefused) renewable?.refused(ks)
      return { value: read(answer, { secrets: ks === undefined ? [] : [ks], requestId }), isKsRefused }
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof UnavailableError && requestId !== undefined) throw error.with({ requestId })
      if (error instanceof CodedError) throw error
      if (deadline.aborted) throw new UnavailableError(`Kaltura did not answer ${name} in time`, { details: { timeoutMs } })
      throw new UnavailableError(`Kaltura could not be asked for ${name}`, { details: { reason: reasonOf(error) } })
    }
  }

  async function ask<Answer>(request: Request<Answer>): Promise<Answer> {
    if (!transport.sendsNulls) refuseNulls(request.params)
    const once = () => resilience.run(() => attempt(request), { repeatable: request.repeatable, signal: request.signal })
    const canRenew = renewable !== undefined && request.ks === undefined
    const first = await once().catch((error: unknown) => {
      // Kaltura looks at the KS before it does anything, so even a write may be made again. `refused` has seen to a new KS.
      if (canRenew && error instanceof KalturaApiError && error.apiCode === 'INVALID_KS') return undefined
      throw error
    })
    const isDone = first && !(first.isKsRefused && canRenew && request.repeatable)
    return isDone ? first.value : (await once()).value
  }

  return {
    async call(service, action, params, { schema, signal, ks, repeatable = isRead(action) }) {
      checkAction({ service, action })
      const name = `${service}.${action}`
      const read = (answer: unknown, exchange: Exchange) => {
        const exception = exceptionIn(answer)
        if (exception) throw KalturaApiError.from(exception, name, exchange)
        return understood(schema, answer, name)
      }
      return ask({ service, action, params, name, repeatable, signal, ks, read })
    },

    async multirequest(plan, { signal } = {}) {
      const { planned, params, repeatable } = planOf(plan)
      const read = (answer: unknown, exchange: Exchange) => resultsOf(planned, answer, exchange)
      return ask({ service: 'multirequest', params, name: 'multirequest', repeatable, signal, read })
    },
  }
}

/** Some transport, or some KS, may not listen to the signal; the caller must be let go all the same. */
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
