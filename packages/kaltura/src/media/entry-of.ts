import type { Entry } from '@kaltura-discord/core'
import { z } from 'zod'
import { isEntryId } from './entry-id.ts'
import { entryStatusOf } from './entry-status.ts'

/** `KalturaMediaEntry` (and the base that other entries share), as far as we look at it. Kaltura leaves nulls out. */
export const kalturaEntry = z.object({
  id: z.string().refine(isEntryId),
  name: z.string().default(''),
  description: z.string().default(''),
  type: z.union([z.number(), z.string()]).optional(),
  mediaType: z.union([z.number(), z.string()]).optional(),
  status: z.union([z.number(), z.string()]),
  duration: z.number().default(0),
  msDuration: z.number().optional(),
  tags: z.string().default(''),
  categories: z.string().default(''),
  thumbnailUrl: z.string().optional(),
  createdAt: z.number().default(0),
  startDate: z.number().optional(),
  endDate: z.number().optional(),
  userId: z.string().optional(),
  rootEntryId: z.string().refine(isEntryId).optional().catch(undefined),
})

export type KalturaEntry = z.output<typeof kalturaEntry>

/** `KalturaEntryType::LIVE_STREAM`. */
const liveStreamType = '7'
const videoMediaType = '1'
/** `KalturaMediaType`: the sorts of live stream. */
const liveMediaTypes = ['201', '202', '203', '204']

/** The media types that {@link entryOf} makes something of, for a filter. */
export const watchableMediaTypes = [videoMediaType, ...liveMediaTypes].join(',')

/**
 * An entry in our words; `undefined` for what isn't watched: images, sounds, playlists, rooms, documents.
 *
 * `categories` holds only categories without entitlement: Kaltura leaves those with a privacy context out, and such an entry is in no category to us.
 */
export function entryOf(entry: KalturaEntry): Entry | undefined {
  const kind = kindOf(entry)
  if (!kind) return undefined
  return {
    id: entry.id,
    name: entry.name,
    description: entry.description,
    durationS: kind === 'live' ? 0 : durationOf(entry),
    kind,
    status: entryStatusOf(entry.status),
    tags: listOf(entry.tags),
    categories: listOf(entry.categories),
    thumbnailUrl: thumbnailOf(entry),
    createdAtMs: entry.createdAt * 1000,
    ...(entry.startDate === undefined ? {} : { opensAtMs: entry.startDate * 1000 }),
    ...(entry.endDate === undefined ? {} : { closesAtMs: entry.endDate * 1000 }),
    ...(entry.userId ? { ownerId: entry.userId } : {}),
    ...(entry.rootEntryId === undefined || entry.rootEntryId === entry.id ? {} : { recordedFrom: entry.rootEntryId }),
  }
}

/** {@link entryOf} of what Kaltura answered among other things: nothing for what isn't watched, or makes no sense. */
export function readEntry(object: unknown): Entry[] {
  const parsed = kalturaEntry.safeParse(object)
  const entry = parsed.success ? entryOf(parsed.data) : undefined
  return entry ? [entry] : []
}

function kindOf({ type, mediaType }: KalturaEntry): Entry['kind'] | undefined {
  if (String(type) === liveStreamType || liveMediaTypes.includes(String(mediaType))) return 'live'
  return String(mediaType) === videoMediaType ? 'video' : undefined
}

function durationOf({ msDuration, duration }: KalturaEntry): number {
  return Math.max(0, msDuration === undefined ? duration : msDuration / 1000)
}

function listOf(commaSeparated: string): string[] {
  return commaSeparated
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

/** Thumbnails end up in public messages: one that isn't a web address, or holds a KS, is none. */
function thumbnailOf({ thumbnailUrl }: KalturaEntry): string | undefined {
  if (thumbnailUrl === undefined || !URL.canParse(thumbnailUrl)) return undefined
  const { protocol, pathname, searchParams, username } = new URL(thumbnailUrl)
  const harmless = /^https?:$/.test(protocol) && !/\/ks\//i.test(pathname) && !searchParams.has('ks') && username === ''
  return harmless ? thumbnailUrl : undefined
}
