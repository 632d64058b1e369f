import { CodedError, redact } from '@kaltura-discord/core'

/** What Kaltura says when the fault is its own and may pass. */
const transientCodes = new Set(['INTERNAL_SERVERL_ERROR', 'INTERNAL_DATABASE_ERROR'])
const maxArgs = 10
const maxArgLength = 200

/** An exception of the API as it is on the wire: HTTP 200 and an object with this type. */
export interface ApiException {
  code: string
  /** By name; an empty list when there are none. */
  args?: unknown
}

/** What an error about an answer has to know of the request. */
export interface Exchange {
  /** Texts that were part of it and must not come back in `args`. */
  secrets: readonly string[]
  /** Kaltura's own id of it, for its support. */
  requestId: string | undefined
}

/**
 * Kaltura answered, and the answer was no. `apiCode` is Kaltura's word for it, `details.requestId` its name for the request.
 *
 * Kaltura's own message is left out, because it repeats what it was sent: that of `INVALID_KS` holds the KS.
 */
export class KalturaApiError extends CodedError<'kaltura.api'> {
  readonly apiCode: string

  private constructor(apiCode: string, call: string, facts: Readonly<Record<string, unknown>>) {
    super({
      code: 'kaltura.api',
      message: `Kaltura refused ${call}: ${apiCode}`,
      retryable: transientCodes.has(apiCode),
      details: { apiCode, call, ...facts },
    })
    this.apiCode = apiCode
  }

  static from(exception: ApiException, call: string, { secrets, requestId }: Exchange): KalturaApiError {
    const apiCode = /^[A-Za-z0-9_.]{1,100}$/.test(exception.code) ? exception.code : 'UNREADABLE_CODE'
    const args = printableArgs(exception.args, secrets)
    return new KalturaApiError(apiCode, call, { args, ...(requestId === undefined ? {} : { requestId }) })
  }
}

function printableArgs(args: unknown, secrets: readonly string[]): Record<string, string> {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) return {}
  const printable = Object.entries(args)
    .slice(0, maxArgs)
    .map(([name, value]) => [redact(name).slice(0, maxArgLength), printableArg(name, value, secrets)])
  return Object.fromEntries(printable)
}

function printableArg(name: string, value: unknown, secrets: readonly string[]): string {
  if (/ks|secret|token|password|hash/i.test(name)) return '[redacted]'
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  const withoutSecrets = secrets.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, '[redacted]'), text)
  return redact(withoutSecrets).slice(0, maxArgLength)
}
