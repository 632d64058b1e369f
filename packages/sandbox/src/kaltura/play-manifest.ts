import { type AccessVerdict, type Caller, judgeAccess } from './account/access.ts'
import { accessContext } from './account/access-profile.ts'
import type { AccountRecords } from './account/account-records.ts'
import { isEntitled } from './account/entitlement.ts'
import type { Account } from './account.ts'
import { flavorId, flavorParamsId } from './api/playback-context.ts'
import { subtitlesOf } from './captions/subtitles.ts'
import type { Catalogue } from './catalogue.ts'
import type { Clip, Rendition } from './clips.ts'
import { type CatalogueEntry, deliveryOf, entryStatus } from './entry.ts'
import { externalError } from './external-error.ts'
import type { Bearer, KsGate } from './ks-gate.ts'
import { pathParameters } from './path-parameters.ts'
import { masterPlaylist, renditionUrl } from './playlists.ts'
import { hasStarted, mayPreview } from './videos/schedule.ts'

export interface PlayManifestRequest {
  /** What follows `/playManifest`; it may hold a KS, so it is never logged. */
  path: string
  /** The KS of the query or of the header `X-Kaltura-Ks`, for when the path has none. */
  ks: string | undefined
  /** Path that a KS with `urirestrict` is judged by. */
  uri: string
  caller: Caller
}

interface World {
  account: Account
  catalogue: Catalogue
  gate: KsGate
  records: AccountRecords
  /** Milliseconds since 1970. */
  now: () => number
}

/** Where the bytes of an entry are: a playlist or a redirect, both with addresses of the media host, if the KS allows. */
export async function playManifest(request: PlayManifestRequest, world: World): Promise<Response> {
  const { account, catalogue, gate, records, now } = world
  const parameters = pathParameters(request.path)
  const entry = catalogue.find(parameters.get('entryId') ?? '')
  if (!entry) return externalError('entryNotFound')

  const bearer = await judgeBearer(parameters.get('ks') ?? request.ks, request.uri, gate)
  if (bearer === 'refused') return externalError('invalidKs')
  if (!isEntitled(entry, bearer, records)) return externalError('entryNotFound')
  if (!hasStarted(entry, now()) && !bearer?.admin && !mayPreview(entry, bearer)) return externalError('notScheduled')
  const verdict = judgeAccess(entry, { ...request.caller, bearer, context: accessContext.play }, records.accessProfiles)
  if (verdict.blocked) return externalError('restricted')
  if (entry.live?.kind === 'off') return externalError('notLive')
  if (entry.status !== entryStatus.ready || !entry.clip) return externalError('fileNotFound')
  return deliver(entry, entry.clip, { parameters, verdict, account, gate, now })
}

async function judgeBearer(ks: string | undefined, uri: string, gate: KsGate): Promise<Bearer | undefined | 'refused'> {
  if (ks === undefined || ks === '') return undefined
  const judged = await gate.judge(ks, { uri })
  return judged.kind === 'accepted' ? judged.bearer : 'refused'
}

/** `format` of playManifest for each kind of delivery. */
const formats = { hls: 'applehttp', live: 'applehttp', mp4: 'url', drm: 'mpegdash', none: undefined } as const

async function deliver(
  entry: CatalogueEntry,
  clip: Clip,
  {
    parameters,
    verdict,
    account,
    gate,
    now,
  }: Pick<World, 'account' | 'gate' | 'now'> & {
    parameters: ReadonlyMap<string, string>
    verdict: AccessVerdict
  },
): Promise<Response> {
  const { mediaUrl } = account
  const delivery = deliveryOf(entry)
  if (formats[delivery] !== (parameters.get('format') ?? 'url')) return externalError('deliveryNotAllowed')
  const best = renditionUrl(clip, clip.renditions[0], mediaUrl)
  if (delivery === 'mp4') return redirect(`${best}/video.mp4`)
  if (delivery === 'drm') return redirect(`${best}/manifest.mpd`)
  if (entry.manifest === 'redirect') return redirect(`${mediaUrl}/clips/${clip.id}/master.m3u8`)

  const allowed = clip.renditions.filter((rendition) => verdict.allowsFlavor(flavorParamsId(rendition)))
  const renditions = chosen(entry, allowed, parameters.get('flavorIds'))
  if (renditions.length === 0) return externalError('fileNotFound')
  const master = masterPlaylist({
    clip,
    renditions,
    renditionUrl: (rendition) => playlistUrl(entry, clip, rendition, mediaUrl),
    soundUrl: (sound) => `${renditionUrl(clip, sound, mediaUrl)}/index.m3u8`,
    subtitles: await subtitlesOf(entry, { account, gate, now }),
  })
  return new Response(master, { headers: { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-store' } })
}

/** A clip's own playlist, or the one that an entry makes of it: over and over, or live. */
function playlistUrl(entry: CatalogueEntry, clip: Clip, rendition: Rendition, mediaUrl: string): string {
  if (entry.live || entry.loopedForS !== undefined) return `${mediaUrl}/entries/${entry.id}/${rendition.name}/index.m3u8`
  return `${renditionUrl(clip, rendition, mediaUrl)}/index.m3u8`
}

function chosen(entry: CatalogueEntry, renditions: readonly Rendition[], flavorIds: string | undefined): readonly Rendition[] {
  if (!flavorIds) return renditions
  const ids = new Set(flavorIds.split(','))
  return renditions.filter((rendition) => ids.has(flavorId(entry, rendition)))
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location, 'cache-control': 'no-store' } })
}
