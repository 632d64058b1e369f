import type { SandboxEntry } from '../control/contract.ts'
import { type Account, partnerUrl } from './account.ts'
import type { Clip } from './clips.ts'

/** KalturaEntryStatus, as far as the sandbox uses it. */
export const entryStatus = { preconvert: 1, ready: 2, blocked: 6 } as const

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
  /** `protected` needs a KS with `sview:<id>`; `public` plays with a widget session. */
  access: 'public' | 'protected'
  /** What playManifest answers for HLS: a master playlist with absolute addresses, or a redirect to one. Kaltura does both. */
  manifest: 'absolute' | 'redirect'
}

export function durationS(entry: CatalogueEntry): number {
  return entry.clip?.durationS ?? 0
}

/** KalturaMediaEntry. Times are unix seconds. */
export function kalturaEntry(entry: CatalogueEntry, account: Account): Record<string, unknown> {
  return {
    mediaType: 1,
    sourceType: '1',
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
    type: 1,
    createdAt: Math.floor(entry.createdAtMs / 1000),
    updatedAt: Math.floor(entry.updatedAtMs / 1000),
    thumbnailUrl: thumbnailUrl(entry, account),
    rootEntryId: entry.rootEntryId ?? entry.id,
    objectType: 'KalturaMediaEntry',
  }
}

const stateOf = { [entryStatus.preconvert]: 'processing', [entryStatus.ready]: 'ready', [entryStatus.blocked]: 'blocked' } as const

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

/** How an entry is delivered; `none` while it has nothing to play. */
export function deliveryOf(entry: CatalogueEntry): 'hls' | 'mp4' | 'none' {
  if (!entry.clip) return 'none'
  return entry.clip.container === 'mp4' ? 'mp4' : 'hls'
}

function thumbnailUrl(entry: CatalogueEntry, account: Account): string {
  return `${partnerUrl(account)}/thumbnail/entry_id/${entry.id}/version/100001`
}
