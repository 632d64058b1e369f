import { mediaDoorPath, rawRoutes } from '@kaltura-discord/api'
import type { Context, Hono } from 'hono'
import type { UrlMapping } from '../connection.ts'
import { readBody, readRequestBody } from '../http/body.ts'
import { honoPath } from '../http/hono-path.ts'
import { RequestProblem } from '../http/request-problem.ts'
import { ksOfAddress, withKs } from './address-ks.ts'
import { askAsPlayer } from './ask-as-player.ts'
import { captionDoorAddress, captionsBehind, readCaptionAddress } from './caption-address.ts'
import type { Door } from './door.ts'
import { fetchCaptions } from './fetch-captions.ts'
import { addressBehind, mappedAddress } from './mapped-address.ts'
import { callWithKs, isPlayerCall, ksOfCall, refusedKs } from './player-calls.ts'
import type { PlayerKs } from './player-ks.ts'
import { rewriteJson } from './rewrite-json.ts'
import { captionsIn, rewritePlaylist } from './rewrite-playlist.ts'
import { resolveMedia, type Upstream } from './upstream.ts'

export interface MediaDoorDependencies {
  /** One for each connection. */
  doors: readonly Door[]
  mappings: readonly UrlMapping[]
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
 * captions itself. Each connection has a door of its own, and a pass or a seal of one opens no other.
 */
export function mountMediaDoor(app: Hono, dependencies: MediaDoorDependencies): void {
  const { playerKs, mappings, fetch } = dependencies
  const asked = (context: Context): Asked => {
    const door = dependencies.doors.find(({ name }) => name === context.req.param('connection'))
    if (!door) throw new RequestProblem('connection.unknown')
    const url = new URL(context.req.url)
    return { door, path: url.pathname.replace(anyDoor, ''), search: url.search }
  }

  app.post(honoPath(rawRoutes.playerCall), async (context) => forwardCall(context, asked(context), dependencies))

  app.get(honoPath(rawRoutes.playerMedia), async (context) => {
    const { door, path, search } = asked(context)
    const address = new URL(door.serviceUrl + path + search)
    if (!path.includes('/playManifest/')) return redirect(context, address, door, mappings)
    const ask = (ks: string | undefined) => resolveMedia(ks === undefined ? address : withKs(address, ks), dependencies)
    const upstream = await askAsPlayer({ playerKs, connection: door.name, said: ksOfAddress(address), ask })
    return answerMedia(context, upstream, door, mappings)
  })

  app.get(honoPath(rawRoutes.captions), async (context) => {
    const { door, path } = asked(context)
    const captions = await captionsBehind(path, door.seal.open)
    if (!captions) throw new RequestProblem('media.captions')
    const ask = (ks: string | undefined) => fetchCaptions({ ...captions, ks }, { serviceUrl: door.serviceUrl, fetch })
    const { text, type } = await askAsPlayer({ playerKs, connection: door.name, said: captions.ks, ask })
    return context.body(text, 200, { 'content-type': type, 'cache-control': 'private, max-age=60' })
  })

  app.get(honoPath(rawRoutes.playlist), async (context) => {
    const { door, path, search } = asked(context)
    const address = addressBehind(path.slice('/from'.length) + search, mappings)
    if (!address) throw new RequestProblem('media.unmapped-playlist')
    return answerMedia(context, await resolveMedia(address, dependencies), door, mappings)
  })
}

/** What somebody asks one door for. */
interface Asked {
  door: Door
  /** Below the door. */
  path: string
  search: string
}

const anyDoor = new RegExp(`^${mediaDoorPath}/[^/]+`)

async function forwardCall(context: Context, { door, path, search }: Asked, { mappings, playerKs, fetch }: MediaDoorDependencies) {
  const call = parsed(new TextDecoder().decode(await readRequestBody(context.req.raw, callLimitBytes)))
  if (!isPlayerCall(path, call)) throw new RequestProblem('media.call')
  const said = ksOfCall(call)
  const answer = await askAsPlayer({
    playerKs,
    connection: door.name,
    said,
    isRefused: refusedKs,
    async ask(ks) {
      const mine = said === undefined || ks === undefined ? call : callWithKs(call, said, ks)
      const text = await askKaltura(door.serviceUrl + path + search, mine, fetch)
      // A refusal repeats the KS, and so may an address.
      return parsed(said === undefined || ks === undefined ? text : text.replaceAll(ks, said))
    },
  })
  if (answer === undefined) throw nonsense()
  return context.json((await rewriteJson(answer, { ...door, mappings, ks: said })) as object, 200, { 'cache-control': 'no-store' })
}

async function askKaltura(address: string, call: unknown, fetch: MediaDoorDependencies['fetch']): Promise<string> {
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

async function answerMedia(context: Context, upstream: Upstream, door: Door, mappings: readonly UrlMapping[]) {
  if (upstream.kind === 'media') return redirect(context, upstream.at, door, mappings)
  const captions = await sealedCaptions(captionsIn(upstream.text, upstream.from, mappings), door)
  return context.body(rewritePlaylist(upstream.text, upstream.from, door.path, mappings, captions), 200, {
    'content-type': 'application/vnd.apple.mpegurl',
    'cache-control': 'private, max-age=1',
  })
}

/** Where the Activity asks for captions, by the address that Kaltura gave. */
async function sealedCaptions(addresses: readonly URL[], door: Door): Promise<ReadonlyMap<string, string>> {
  const pairs = addresses.map(async (address) => {
    const captions = readCaptionAddress(address)
    return [address.href, captions ? await captionDoorAddress(captions, door) : address.href] as const
  })
  return new Map(await Promise.all(pairs))
}

function redirect(context: Context, address: URL, door: Door, mappings: readonly UrlMapping[]) {
  const mapped = mappedAddress(address, door.path, mappings)
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
