import type { Account } from './account.ts'
import { flavorId } from './api/playback-context.ts'
import type { Catalogue } from './catalogue.ts'
import type { Rendition } from './clips.ts'
import { type CatalogueEntry, deliveryOf, entryStatus } from './entry.ts'
import { externalError } from './external-error.ts'
import { type Bearer, type KsGate, mayPlay } from './ks-gate.ts'
import { pathParameters } from './path-parameters.ts'
import { masterPlaylist, renditionUrl } from './playlists.ts'

export interface PlayManifestRequest {
  /** What follows `/playManifest`; it may hold a KS, so it is never logged. */
  path: string
  /** The KS of the query or of the header `X-Kaltura-Ks`, for when the path has none. */
  ks: string | undefined
  /** Path that a KS with `urirestrict` is judged by. */
  uri: string
}

/** Where the bytes of an entry are: a playlist or a redirect, both with addresses of the media host, if the KS allows. */
export async function playManifest(
  request: PlayManifestRequest,
  { account, catalogue, gate }: { account: Account; catalogue: Catalogue; gate: KsGate },
): Promise<Response> {
  const parameters = pathParameters(request.path)
  const entry = catalogue.find(parameters.get('entryId') ?? '')
  if (!entry) return externalError('entryNotFound')

  const bearer = await judgeBearer(parameters.get('ks') ?? request.ks, request.uri, gate)
  if (bearer === 'refused') return externalError('invalidKs')
  if (!mayPlay(entry, bearer)) return externalError('restricted')
  if (entry.status !== entryStatus.ready || !entry.clip) return externalError('fileNotFound')
  return deliver(entry, parameters, account)
}

async function judgeBearer(ks: string | undefined, uri: string, gate: KsGate): Promise<Bearer | undefined | 'refused'> {
  if (ks === undefined || ks === '') return undefined
  const judged = await gate.judge(ks, { uri })
  return judged.kind === 'accepted' ? judged.bearer : 'refused'
}

function deliver(entry: CatalogueEntry, parameters: ReadonlyMap<string, string>, { mediaUrl }: Account): Response {
  const { clip } = entry
  const format = parameters.get('format') ?? 'url'
  const delivery = deliveryOf(entry)
  if (!clip || (delivery === 'hls') !== (format === 'applehttp') || (delivery === 'mp4' && format !== 'url'))
    return externalError('deliveryNotAllowed')
  if (delivery === 'mp4') return redirect(`${renditionUrl(clip, clip.renditions[0], mediaUrl)}/video.mp4`)
  if (entry.manifest === 'redirect') return redirect(`${mediaUrl}/clips/${clip.id}/master.m3u8`)

  const renditions = chosen(entry, clip.renditions, parameters.get('flavorIds'))
  if (renditions.length === 0) return externalError('fileNotFound')
  const headers = { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-store' }
  return new Response(masterPlaylist(clip, mediaUrl, renditions), { headers })
}

function chosen(entry: CatalogueEntry, renditions: readonly Rendition[], flavorIds: string | undefined): readonly Rendition[] {
  if (!flavorIds) return renditions
  const ids = new Set(flavorIds.split(','))
  return renditions.filter((rendition) => ids.has(flavorId(entry, rendition)))
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } })
}
