import { redact, UnavailableError } from '@kaltura-discord/core'
import { readUtf8 } from '../bytes/strict-utf8.ts'
import { readRequestId, requestIdHeader } from '../client/request-id.ts'
import { retryAfterMs } from '../client/retry-after.ts'
import { apiBaseOf } from '../client/service-url.ts'
import type { KalturaTransport, TransportRequest } from '../client/transport.ts'
import type { AxiosRequest, KalturaClientModule, NpmBuilder, NpmKalturaClient } from './npm-kaltura-client.ts'

const maxAnswerBytes = 8 * 1024 * 1024

export interface KalturaClientTransportOptions {
  /** The npm package, which you install and whose licence (AGPL) you accept: this package doesn't depend on it. */
  kaltura: KalturaClientModule
  /** A client that you made already: its address, proxy and agents are used; its KS, logger and timeout are not, and it is left as it is. */
  client?: NpmKalturaClient
  /** Where Kaltura is, when `client` isn't given. Default `https://www.kaltura.com`. */
  serviceUrl?: string
  /** Milliseconds since 1970, for a `Retry-After` that is a date. Default: `Date.now`. */
  now?: () => number
}

/**
 * Drives the npm `kaltura-client` (tried with 21.20) so that it does no harm: each request has a builder of its own, since they can't be used twice; what it
 * would log, KS and secrets among it, goes nowhere; its multirequests settle when they fail, too; broken JSON is an error; and no error of its HTTP library,
 * which holds the request with the KS, is ever passed on.
 *
 * It can't send nulls. Node only.
 * @throws InvalidInputError for an address that a KS must not be sent to.
 */
export function createKalturaClientTransport(options: KalturaClientTransportOptions): KalturaTransport {
  const { kaltura, now = Date.now } = options
  const client = options.client ?? newClient(kaltura, options.serviceUrl ?? 'https://www.kaltura.com')
  apiBaseOf(client.config.serviceUrl)

  /** Stands before their client for the time of one request: the same connection settings, but quiet, bounded and stoppable. */
  const viewOf = ({ signal, onRequestId }: TransportRequest): object => ({
    config: client.config,
    requestData: client.requestData.apiVersion === undefined ? {} : { apiVersion: client.requestData.apiVersion },
    log: () => {},
    debug: () => {},
    axios: async (request: AxiosRequest) => {
      const response = await client.axios({
        ...request,
        signal,
        timeout: 0, // the signal is the deadline
        maxRedirects: 0, // following one would post the KS to wherever it points
        maxContentLength: maxAnswerBytes,
        responseType: 'arraybuffer',
        transformResponse: [strictText], // else broken JSON would arrive as a string, like a true one, and broken UTF-8 as good
      })
      tellRequestId(response, onRequestId)
      return response
    },
  })

  return {
    sendsNulls: false,
    cancels: true,
    send(request) {
      const builder = builderOf(kaltura, request)
      return new Promise((resolve, reject) => {
        const settle = (_success: boolean, result: unknown): void => {
          if (typeof result === 'string') settleText(result, resolve, reject)
          else if (request.signal.aborted) reject(request.signal.reason)
          else reject(outageOf(result, request, now()))
        }
        builder.callback = settle
        builder.execute(viewOf(request), settle)
      })
    },
  }
}

function newClient(kaltura: KalturaClientModule, serviceUrl: string): NpmKalturaClient {
  const configuration = new kaltura.Configuration()
  configuration.serviceUrl = apiBaseOf(serviceUrl).replace(/\/api_v3$/, '')
  configuration.setLogger({}) // anything but the package's own logger turns logging off
  // The package has no types, so nothing says what its client is made of.
  return new kaltura.Client(configuration as never)
}

function builderOf(
  { RequestBuilder, MultiRequestBuilder }: KalturaClientModule,
  { service, action, params }: TransportRequest,
): NpmBuilder {
  if (action !== undefined) return new RequestBuilder(service, action, { ...params })
  const builder = new MultiRequestBuilder()
  const common = Object.entries(params).filter(([name]) => !/^\d+$/.test(name))
  for (const [name, part] of Object.entries(params)) {
    if (/^\d+$/.test(name) && isPart(part))
      builder.add?.(new RequestBuilder(part.service, part.action, { ...part, ...Object.fromEntries(common) }))
  }
  return builder
}

function isPart(part: unknown): part is { service: string; action: string } {
  return typeof part === 'object' && part !== null && 'service' in part && 'action' in part
}

/** What isn't UTF-8 becomes `''`, which isn't JSON. */
function strictText(bytes: unknown): string {
  return bytes instanceof Uint8Array ? (readUtf8(bytes) ?? '') : ''
}

function settleText(text: string, resolve: (answer: unknown) => void, reject: (error: unknown) => void): void {
  try {
    resolve(JSON.parse(text))
  } catch {
    reject(new UnavailableError('Kaltura answered with something that is not JSON', { details: { characters: text.length } }))
  }
}

/** What an error of axios says, without the error: its `config` holds the request, and that the KS. */
function outageOf(error: unknown, { onRequestId }: TransportRequest, nowMs: number): UnavailableError {
  const { response, message } =
    error instanceof Error ? (error as Error & { response?: unknown }) : { response: undefined, message: 'unknown' }
  if (!isResponse(response))
    return new UnavailableError('Kaltura could not be asked', { details: { reason: redact(message).slice(0, 200) } })
  tellRequestId(response, onRequestId)
  const waitMs = retryAfterMs(response.headers['retry-after'] ?? null, nowMs)
  return new UnavailableError(`Kaltura answered with HTTP ${response.status}`, {
    details: { status: response.status },
    ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }),
  })
}

function tellRequestId(response: unknown, onRequestId: TransportRequest['onRequestId']): void {
  const requestId = isResponse(response) ? readRequestId(response.headers[requestIdHeader]) : undefined
  if (requestId !== undefined) onRequestId?.(requestId)
}

function isResponse(response: unknown): response is { status: number; headers: Record<string, string | undefined> } {
  return typeof response === 'object' && response !== null && 'status' in response && 'headers' in response
}
