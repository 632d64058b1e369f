import type { SandboxEntry } from '../control/contract.ts'
import { type Account, partnerUrl } from './account.ts'
import type { Caption } from './captions/caption.ts'
import type { Clip } from './clips.ts'
import { type Broadcast, dvrWindowS } from './live/broadcast.ts'
import type { Chapter } from './videos/chapter.ts'

/** KalturaEntryStatus, as far as the sandbox uses it. */
export const entryStatus = { errorConverting: -1, preconvert: 1, ready: 2, deleted: 3, blocked: 6, noContent: 7 } as const

/** An entry of the sandbox's catalogue, in our words; {@link kalturaEntry} says it in Kaltura's. */
export interface CatalogueEntry {
  id: string
  name: string
  description: string
  status: (typeof entryStatus)[keyof typeof entryStatus]
  tags: readonly string[]
  categories: readonly string[]
  /** Kaltura user id of the owner. */
  userId: string
  /** The room or live entry that a recording was made of. */
  rootEntryId?: string
  createdAtMs: number
  updatedAtMs: number
  /** `undefined` while there is nothing to play. */
  clip?: Clip
  /** The clip over and over, until so many seconds are full. Default: once. */
  loopedForS?: number
  /** What makes it a live entry: its clip starts over and over, and its length is 0. */
  live?: Broadcast
  /** Default: none. */
  captions?: readonly Caption[]
  /** Default: none. */
  chapters?: readonly Chapter[]
  /** Before this instant (ms since 1970) only those may play it who hold `sview` for it. */
  startsAtMs?: number
  /** `protected` needs a KS with `sview:<id>`; `public` plays with a widget session. */
  access: 'public' | 'protected'
  /** Id of the access control profile that judges who plays it. Default: the account's own for what `access` says. */
  accessControlId?: number
  /** The id under which another system knows it. */
  referenceId?: string
  /** Kaltura user ids of who sees it whatever its categories say. Default: nobody. */
  entitledUsers?: { edit?: readonly string[]; publish?: readonly string[]; view?: readonly string[] }
  /** What else a client said of it, under Kaltura's names: the sandbox tells it back and makes nothing of it. */
  told?: Readonly<Record<string, unknown>>
  /** What playManifest answers for HLS: a master playlist with absolute addresses, or a redirect to one. Kaltura does both. */
  manifest: 'absolute' | 'redirect'
}

export function durationS(entry: CatalogueEntry): number {
  return entry.live ? 0 : (entry.loopedForS ?? entry.clip?.durationS ?? 0)
}

/** KalturaEntryType and KalturaMediaType: a live stream, or a video. */
export function kindOf(entry: CatalogueEntry): { type: 1 | 7; mediaType: 1 | 201 } {
  return entry.live ? { type: 7, mediaType: 201 } : { type: 1, mediaType: 1 }
}

/** KalturaMediaEntry, or KalturaLiveStreamEntry. Times are unix seconds. */
export function kalturaEntry(entry: CatalogueEntry, account: Account): Record<string, unknown> {
  return {
    ...kindOf(entry),
    sourceType: entry.live ? '32' : '1',
    dataUrl: `${partnerUrl(account)}/playManifest/entryId/${entry.id}/format/url/protocol/http`,
    plays: 0,
    views: 0,
    duration: durationS(entry),
    msDuration: durationS(entry) * 1000,
    id: entry.id,
    name: entry.name,
    description: entry.description,
    partnerId: account.partnerId,
    userId: entry.userId,
    creatorId: entry.userId,
    tags: entry.tags.join(', '),
    categories: entry.categories.join(','),
    status: entry.status,
    moderationStatus: 6,
    startDate: entry.startsAtMs === undefined ? undefined : Math.floor(entry.startsAtMs / 1000),
    capabilities: '',
    version: 0,
    displayInSearch: 1,
    createdAt: Math.floor(entry.createdAtMs / 1000),
    updatedAt: Math.floor(entry.updatedAtMs / 1000),
    thumbnailUrl: thumbnailUrl(entry, account),
    rootEntryId: entry.rootEntryId ?? entry.id,
    ...(entry.live ? liveProperties(entry.live) : { objectType: 'KalturaMediaEntry' }),
  }
}

/** What a live entry has besides. `liveStatus` is KalturaEntryServerNodeStatus; `viewMode` 1 shows it to everyone. */
function liveProperties(live: Broadcast): Record<string, unknown> {
  const since = live.kind === 'on-air' ? Math.floor(live.sinceMs / 1000) : undefined
  return {
    recordStatus: 0,
    dvrStatus: 1,
    dvrWindow: dvrWindowS / 60,
    lastElapsedRecordingTime: 0,
    pushPublishEnabled: 0,
    publishConfigurations: [],
    firstBroadcast: since,
    lastBroadcast: since,
    currentBroadcastStartTime: since,
    liveStatus: since === undefined ? 0 : 1,
    segmentDuration: 2000,
    explicitLive: 0,
    viewMode: 1,
    recordingStatus: 2,
    objectType: 'KalturaLiveStreamEntry',
  }
}

const stateOf = {
  [entryStatus.errorConverting]: 'failed',
  [entryStatus.preconvert]: 'processing',
  [entryStatus.ready]: 'ready',
  [entryStatus.deleted]: 'deleted',
  [entryStatus.blocked]: 'blocked',
  [entryStatus.noContent]: 'processing',
} as const

/** The entry as the sandbox's page shows it. */
export function sandboxEntry(entry: CatalogueEntry, account: Account): SandboxEntry {
  return {
    id: entry.id,
    name: entry.name,
    durationS: durationS(entry),
    status: stateOf[entry.status],
    tags: [...entry.tags],
    thumbnailUrl: thumbnailUrl(entry, account),
    delivery: deliveryOf(entry),
  }
}

/** How an entry is delivered: `live` is HLS too, `drm` is DASH that needs a licence; `none` while it has nothing to play. */
export function deliveryOf(entry: CatalogueEntry): 'hls' | 'mp4' | 'live' | 'drm' | 'none' {
  if (!entry.clip) return 'none'
  if (entry.live) return 'live'
  return ({ ts: 'hls', fmp4: 'hls', mp4: 'mp4', cenc: 'drm' } as const)[entry.clip.container]
}

function thumbnailUrl(entry: CatalogueEntry, account: Account): string {
  return `${partnerUrl(account)}/thumbnail/entry_id/${entry.id}/version/100001`
}
