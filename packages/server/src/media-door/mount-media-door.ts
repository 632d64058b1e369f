import { mediaDoorPath, rawRoutes } from '@kaltura-discord/api'
import type { Context, Hono } from 'hono'
import type { UrlMapping } from '../connection.ts'
import { readBody } from '../http/body.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { captionDoorAddress, captionsBehind, readCaptionAddress } from './caption-address.ts'
import { fetchCaptions } from './fetch-captions.ts'
import { addressBehind, mappedAddress } from './mapped-address.ts'
import { isPlayerCall, ksOfCall } from './player-calls.ts'
import { rewriteJson } from './rewrite-json.ts'
import { captionsIn, rewritePlaylist } from './rewrite-playlist.ts'
import type { KsSeal } from './sealed-ks.ts'
import { resolveMedia } from './upstream.ts'

export interface MediaDoorDependencies {
  /** Origin of the Kaltura API. */
  serviceUrl: string
  mappings: readonly UrlMapping[]
  /** Hides the KS that captions need. */
  seal: KsSeal
  fetch: typeof fetch
}

const callLimitBytes = 32 * 1024
const answerLimitBytes = 2 * 1024 * 1024

/**
 * The door that the Kaltura player is pointed at, on the Activity's own origin. Behind Discord's proxy a browser reaches no other host, yet Kaltura's
 * manifests and API answers are full of absolute addresses: the door resolves redirects and rewrites hosts to the URL mappings. Segments never pass it.
 *
 * Player-made playManifest addresses hold a KS in their path: the one exception to "no KS in a URL". Nothing here logs a path. Kaltura puts another KS into the
 * addresses of captions, and the player would add its own: the door seals both, and fetches the captions itself.
 */
export function mountMediaDoor(app: Hono, dependencies: MediaDoorDependencies): void {
  const { serviceUrl, mappings } = dependencies
  const below = (context: Context) => {
    const url = new URL(context.req.url)
    return { path: url.pathname.slice(mediaDoorPath.length), search: url.search }
  }

  app.post(rawRoutes.playerCall.path, async (context) => forwardCall(context, below(context), dependencies))

  app.get(rawRoutes.playerMedia.path, async (context) => {
    const { path, search } = below(context)
    const address = new URL(serviceUrl + path + search)
    if (!path.includes('/playManifest/')) return redirect(context, address, mappings)
    return answerMedia(context, address, dependencies)
  })

  app.get(rawRoutes.captions.path, async (context) => {
    const captions = await captionsBehind(below(context).path, dependencies.seal.open)
    if (!captions) throw new RequestProblem(404, 'media.captions', 'There are no captions at this address.')
    const { text, type } = await fetchCaptions(captions, dependencies)
    return context.body(text, 200, { 'content-type': type, 'cache-control': 'private, max-age=60' })
  })

  app.get(rawRoutes.playlist.path, async (context) => {
    const { path, search } = below(context)
    const address = addressBehind(path.slice('/from'.length) + search, mappings)
    if (!address) throw new RequestProblem(404, 'media.unmapped-host', 'There is no URL mapping for this playlist.')
    return answerMedia(context, address, dependencies)
  })
}

async function forwardCall(
  context: Context,
  { path, search }: { path: string; search: string },
  { serviceUrl, mappings, seal, fetch }: MediaDoorDependencies,
) {
  const body = new TextDecoder().decode(await readBody(context.req.raw, callLimitBytes))
  const call = parsed(body)
  if (!isPlayerCall(path, call)) throw new RequestProblem(403, 'media.call', 'The player may not make this call here.')
  const response = await fetch(serviceUrl + path + search, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new RequestProblem(502, 'media.unreachable', 'Kaltura did not answer. Trying again may help.', { retryable: true })
  })
  const answer = parsed(new TextDecoder().decode(await readBody(response, answerLimitBytes)))
  if (!response.ok || answer === undefined)
    throw new RequestProblem(502, 'media.answer', 'Kaltura answered in a way that the player would not understand.', { retryable: true })
  return context.json((await rewriteJson(answer, { mappings, ks: ksOfCall(call), seal: seal.seal })) as object, 200, {
    'cache-control': 'no-store',
  })
}

async function answerMedia(context: Context, address: URL, { mappings, seal, fetch }: MediaDoorDependencies) {
  const upstream = await resolveMedia(address, { fetch, mappings })
  if (upstream.kind === 'media') return redirect(context, upstream.at, mappings)
  const captions = await sealedCaptions(captionsIn(upstream.text, upstream.from, mappings), seal)
  return context.body(rewritePlaylist(upstream.text, upstream.from, mappings, captions), 200, {
    'content-type': 'application/vnd.apple.mpegurl',
    'cache-control': 'private, max-age=1',
  })
}

/** Where the Activity asks for captions, by the address that Kaltura gave. */
async function sealedCaptions(addresses: readonly URL[], { seal }: KsSeal): Promise<ReadonlyMap<string, string>> {
  const pairs = addresses.map(async (address) => {
    const captions = readCaptionAddress(address)
    return [address.href, captions ? await captionDoorAddress(captions, seal) : address.href] as const
  })
  return new Map(await Promise.all(pairs))
}

function redirect(context: Context, address: URL, mappings: readonly UrlMapping[]) {
  const mapped = mappedAddress(address, mappings)
  if (!mapped)
    throw new RequestProblem(502, 'media.unmapped-host', `${address.host} is not in this Activity's URL Mappings. The operator can add it.`)
  return context.redirect(mapped, 302)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
