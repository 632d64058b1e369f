import { mediaDoorPath, rawRoutes } from '@kaltura-discord/api'
import type { Context, Hono } from 'hono'
import type { UrlMapping } from '../connection.ts'
import { readBody } from '../http/body.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { ksOfAddress, withKs } from './address-ks.ts'
import { askAsPlayer } from './ask-as-player.ts'
import { captionDoorAddress, captionsBehind, readCaptionAddress } from './caption-address.ts'
import { fetchCaptions } from './fetch-captions.ts'
import { addressBehind, mappedAddress } from './mapped-address.ts'
import { callWithKs, isPlayerCall, ksOfCall, refusedKs } from './player-calls.ts'
import type { PlayerKs } from './player-ks.ts'
import { rewriteJson } from './rewrite-json.ts'
import { captionsIn, rewritePlaylist } from './rewrite-playlist.ts'
import type { KsSeal } from './sealed-ks.ts'
import { resolveMedia, type Upstream } from './upstream.ts'

export interface MediaDoorDependencies {
  /** Origin of the Kaltura API. */
  serviceUrl: string
  mappings: readonly UrlMapping[]
  /** Hides the KS that captions need. */
  seal: KsSeal
  playerKs: PlayerKs
  fetch: typeof fetch
}

const callLimitBytes = 32 * 1024
const answerLimitBytes = 2 * 1024 * 1024

/**
 * The door that the Kaltura player is pointed at, on the Activity's own origin. Behind Discord's proxy a browser reaches no other host, yet Kaltura's
 * manifests and API answers are full of absolute addresses: the door resolves redirects and rewrites hosts to the URL mappings. Segments never pass it.
 *
 * What a player says in the place of a KS is a pass of ours, and the door puts the KS of that viewer there: no KS reaches a browser, nor any address on the
 * Activity's origin, and none ends in the middle of a party. Kaltura puts another KS into the addresses of captions: the door seals it, and fetches the
 * captions itself.
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
    const ask = (ks: string | undefined) => resolveMedia(ks === undefined ? address : withKs(address, ks), dependencies)
    const upstream = await askAsPlayer({ playerKs: dependencies.playerKs, said: ksOfAddress(address), ask })
    return answerMedia(context, upstream, dependencies)
  })

  app.get(rawRoutes.captions.path, async (context) => {
    const captions = await captionsBehind(below(context).path, dependencies.seal.open)
    if (!captions) throw new RequestProblem('media.captions')
    const ask = (ks: string | undefined) => fetchCaptions({ ...captions, ks }, dependencies)
    const { text, type } = await askAsPlayer({ playerKs: dependencies.playerKs, said: captions.ks, ask })
    return context.body(text, 200, { 'content-type': type, 'cache-control': 'private, max-age=60' })
  })

  app.get(rawRoutes.playlist.path, async (context) => {
    const { path, search } = below(context)
    const address = addressBehind(path.slice('/from'.length) + search, mappings)
    if (!address) throw new RequestProblem('media.unmapped-playlist')
    return answerMedia(context, await resolveMedia(address, dependencies), dependencies)
  })
}

async function forwardCall(context: Context, { path, search }: { path: string; search: string }, dependencies: MediaDoorDependencies) {
  const { serviceUrl, mappings, seal, playerKs } = dependencies
  const call = parsed(new TextDecoder().decode(await readBody(context.req.raw, callLimitBytes)))
  if (!isPlayerCall(path, call)) throw new RequestProblem('media.call')
  const said = ksOfCall(call)
  const answer = await askAsPlayer({
    playerKs,
    said,
    isRefused: refusedKs,
    async ask(ks) {
      const mine = said === undefined || ks === undefined ? call : callWithKs(call, said, ks)
      const text = await askKaltura(serviceUrl + path + search, mine, dependencies)
      // A refusal repeats the KS, and so may an address.
      return parsed(said === undefined || ks === undefined ? text : text.replaceAll(ks, said))
    },
  })
  if (answer === undefined) throw nonsense()
  return context.json((await rewriteJson(answer, { mappings, ks: said, seal: seal.seal })) as object, 200, { 'cache-control': 'no-store' })
}

async function askKaltura(address: string, call: unknown, { fetch }: Pick<MediaDoorDependencies, 'fetch'>): Promise<string> {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(call),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => {
    throw new RequestProblem('media.unreachable')
  })
  const text = new TextDecoder().decode(await readBody(response, answerLimitBytes))
  if (!response.ok) throw nonsense()
  return text
}

function nonsense(): RequestProblem {
  return new RequestProblem('media.answer')
}

async function answerMedia(context: Context, upstream: Upstream, { mappings, seal }: MediaDoorDependencies) {
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
  if (!mapped) throw new RequestProblem('media.unmapped-host', { values: { host: address.host } })
  return context.redirect(mapped, 302)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
