import { UnavailableError } from '@kaltura-discord/core'
import { readUtf8 } from '../../bytes/strict-utf8.ts'
import { KalturaApiError } from '../../client/kaltura-api-error.ts'
import { readBounded } from '../../client/read-bounded.ts'
import { readRequestId, requestIdHeader } from '../../client/request-id.ts'
import { apiBaseOf } from '../../client/service-url.ts'
import { exceptionIn } from '../../client/understood.ts'

/** A day of speech is about a megabyte. */
const maxFileBytes = 4 * 1024 * 1024

export interface CaptionFileOptions {
  /** Where Kaltura is, such as `https://www.kaltura.com`. */
  serviceUrl: string
  /** Follows no redirect by itself: a caption may be kept elsewhere, where the KS must not go. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
  /** How long the file may take, redirect and last byte included, in ms. */
  timeoutMs: number
  /** A signal that aborts after that many ms. */
  timeout: (timeoutMs: number) => AbortSignal
}

export type CaptionFile = { kind: 'file'; bytes: Uint8Array } | { kind: 'none'; why: 'unknown' | 'restricted' | 'too-large' }

/**
 * A caption as it was uploaded, by `captionAsset.serve`, the one call of the API whose answer isn't JSON. The KS is in the body. Where Kaltura keeps the file
 * elsewhere and redirects, it is fetched from there without the KS.
 * @throws UnavailableError, KalturaApiError, or the signal's reason
 */
export async function serveCaption(
  { captionAssetId, ks, signal }: { captionAssetId: string; ks: string; signal?: AbortSignal | undefined },
  { serviceUrl, fetch, timeoutMs, timeout }: CaptionFileOptions,
): Promise<CaptionFile> {
  const deadline = timeout(timeoutMs)
  const stop = signal ? AbortSignal.any([signal, deadline]) : deadline
  const ask = async (url: string, init: RequestInit): Promise<Response> => fetch(url, { ...init, redirect: 'manual', signal: stop })
  try {
    const served = await ask(`${apiBaseOf(serviceUrl)}/service/caption_captionasset/action/serve`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ captionAssetId, ks, format: 1 }),
    })
    const elsewhere = redirectionOf(served, serviceUrl)
    return await readFile(elsewhere === undefined ? served : await ask(elsewhere, {}), ks)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof UnavailableError || error instanceof KalturaApiError) throw error
    throw new UnavailableError(deadline.aborted ? 'Kaltura did not serve a caption in time' : 'Kaltura could not be asked for a caption')
  }
}

async function readFile(response: Response, ks: string): Promise<CaptionFile> {
  if (response.status === 404) {
    response.body?.cancel().catch(() => {})
    // KExternalErrors::ACCESS_CONTROL_RESTRICTED
    return { kind: 'none', why: response.headers.get('x-kaltura') === 'error-3' ? 'restricted' : 'unknown' }
  }
  if (response.status !== 200) {
    response.body?.cancel().catch(() => {})
    throw new UnavailableError(`Kaltura answered with HTTP ${response.status}`, { details: { status: response.status } })
  }
  const bytes = await readBounded(response, maxFileBytes).catch((error: unknown) => {
    if (error instanceof UnavailableError) return undefined // it has no other reason for one
    throw error
  })
  if (!bytes) return { kind: 'none', why: 'too-large' }
  const code = refusalIn(bytes.slice(0, 4096))
  if (code === undefined) return { kind: 'file', bytes }
  if (code === 'CAPTION_ASSET_ID_NOT_FOUND') return { kind: 'none', why: 'unknown' }
  const requestId = readRequestId(response.headers.get(requestIdHeader))
  throw KalturaApiError.from({ code }, 'caption_captionasset.serve', { secrets: [ks], requestId })
}

/** Exceptions come on HTTP 200, as JSON or, from a server that doesn't look at `format` here, as XML. */
function refusalIn(head: Uint8Array): string | undefined {
  const text = readUtf8(head) ?? ''
  const [, inXml] = /^\s*<\?xml[^>]*>\s*<xml>\s*<result>\s*<error>\s*<code>([^<]{1,100})<\/code>/.exec(text) ?? []
  return inXml ?? exceptionIn(parseJson(text))?.code
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Where the file is instead: at no less safe an address than Kaltura itself. */
function redirectionOf(response: Response, serviceUrl: string): string | undefined {
  const location = response.headers.get('location')
  if (location === null || ![301, 302, 303, 307, 308].includes(response.status)) return undefined
  response.body?.cancel().catch(() => {})
  const protocol = URL.canParse(location) ? new URL(location).protocol : ''
  return protocol === 'https:' || protocol === new URL(serviceUrl).protocol ? location : undefined
}
