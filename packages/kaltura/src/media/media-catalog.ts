import { type Caching, InvalidInputError, type KsIssuer, type MediaCatalog, type MediaScope } from '@kaltura-discord/core'
import { KalturaApiError } from '../client/kaltura-api-error.ts'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { asTyped } from './as-typed.ts'
import { type CaptionFileOptions, serveCaption } from './captions/caption-file.ts'
import { getCaption, listCaptions } from './captions/caption-track.ts'
import { webVttOf } from './captions/web-vtt.ts'
import { listChapters } from './chapters.ts'
import { isEntryId } from './entry-id.ts'
import { entryOf, kalturaEntry } from './entry-of.ts'
import { listEntries, searchEntries } from './entry-search.ts'
import { createEsearchOr, isNotOffered } from './esearch-or.ts'
import { judgePlayback, judgeStatus, playableEntry, playbackContext } from './judge-playback.ts'
import { createMediaAddresses } from './media-addresses.ts'
import { createPlaylists } from './playlists.ts'
import { listRecordings } from './recordings.ts'
import { listLines, searchLines } from './spoken-search.ts'
import { wordsOf } from './words.ts'

/** How our own server is named where nobody says who would watch. */
const serviceUserId = 'kaltura-discord'

export interface MediaCatalogOptions extends Pick<CaptionFileOptions, 'serviceUrl' | 'fetch'> {
  /** With a KS for the grant `catalogue`. */
  client: KalturaClient
  /** The account, for the addresses of stills and playManifest. */
  partnerId: number
  /** Of viewers: captions and playability are asked for as one of them would. */
  issuer: KsIssuer
  /** Where stills and playManifest are, such as `https://cdnapisec.kaltura.com`. Default: `serviceUrl`. */
  deliveryUrl?: string
  /** Where is kept which entries are in a playlist, and for how long; also for several accounts. Default: in this process, 500 playlists for a minute. */
  playlists?: Caching | undefined
  /** Milliseconds since 1970. */
  now: () => number
  /** How long a file of captions may take, in ms. Default 10,000. */
  timeoutMs?: number
  /** A signal that aborts after that many ms; only tests give their own. */
  timeout?: (timeoutMs: number) => AbortSignal
}

/**
 * What can be watched in one Kaltura account, by its own API. Searches ask eSearch, and for an account without it `media.list` and the older search in captions.
 * Kaltura indexes new entries in its own time, seconds later. Whatever Kaltura was asked for, each answer is held against the scope again.
 */
export function createMediaCatalog(options: MediaCatalogOptions): MediaCatalog {
  const { client, issuer, partnerId, serviceUrl, deliveryUrl = serviceUrl, now } = options
  const { timeoutMs = 10_000, timeout = (ms: number) => AbortSignal.timeout(ms) } = options
  const files = { serviceUrl, fetch: options.fetch, timeoutMs, timeout }
  const esearchOr = createEsearchOr({ now, timeout })
  const playlists = createPlaylists({ client, account: `${partnerId}@${serviceUrl}:`, now, caching: options.playlists })
  const viewerKs = async (entryId: string, userId: string, signal: AbortSignal | undefined) =>
    (await issuer.issue({ kind: 'viewer', entryId, userId }, { signal })).ks

  return {
    ...createMediaAddresses({ partnerId, deliveryUrl }),

    async search(scope, query, { limit, signal }) {
      checkLimit(limit)
      if (isEmpty(scope)) return []
      const within = await playlists.resolve(scope)
      return asTyped(wordsOf(query), {
        limit,
        async search(words, limit) {
          const otherwise = () => listEntries(client, within, words, { limit, signal })
          if (words.length === 0) return otherwise()
          return esearchOr({ esearch: (stop) => searchEntries(client, within, words, { limit, signal: stop }), otherwise, signal })
        },
      })
    },

    async get(entryId, { signal, playlists: asked = [] } = {}) {
      if (!isEntryId(entryId)) return undefined
      const entry = await orUnknown(client.call('baseEntry', 'get', { entryId }, { schema: kalturaEntry, signal }))
      const known = entry && entryOf(entry)
      return known && playlists.holding(known, asked)
    },

    async searchCaptions(scope, query, { limit, signal }) {
      checkLimit(limit)
      const words = wordsOf(query)
      if (words.length === 0 || isEmpty(scope)) return { kind: 'searched', lines: [] }
      const question = { scope: await playlists.resolve(scope), words, limit, signal }
      try {
        const lines = await esearchOr({
          esearch: (stop) => searchLines(client, { ...question, signal: stop }),
          otherwise: () => listLines(client, question),
          signal,
        })
        return { kind: 'searched', lines }
      } catch (error) {
        if (isNotOffered(error)) return { kind: 'not-offered' }
        throw error
      }
    },

    captions: async (entryId, { signal } = {}) => (isEntryId(entryId) ? listCaptions(client, entryId, signal) : []),

    async captionText(captionId, { signal } = {}) {
      const track = isEntryId(captionId) ? await getCaption(client, captionId, signal) : undefined
      if (!track) return { kind: 'none', why: 'unknown' }
      const ks = await viewerKs(track.entryId, serviceUserId, signal)
      const file = await serveCaption({ captionAssetId: captionId, ks, signal }, files)
      if (file.kind === 'none') return file
      const webVtt = webVttOf(file.bytes)
      return webVtt === undefined ? { kind: 'none', why: 'unreadable' } : { kind: 'text', track, webVtt }
    },

    chapters: async (entryId, { signal } = {}) => (isEntryId(entryId) ? listChapters(client, entryId, signal) : []),

    async recordingsOf(scope, roomId, { limit, signal }) {
      checkLimit(limit)
      return isEntryId(roomId) && !isEmpty(scope) ? listRecordings(client, await playlists.resolve(scope), roomId, { limit, signal }) : []
    },

    async playability(entryId, { viewer: { userId = serviceUserId, referrer } = {}, signal } = {}) {
      if (!isEntryId(entryId)) return { kind: 'blocked', why: 'unknown' }
      const entry = await orUnknown(client.call('baseEntry', 'get', { entryId }, { schema: playableEntry, signal }))
      if (!entry) return { kind: 'blocked', why: 'unknown' }
      const unready = judgeStatus(entry)
      if (unready) return unready
      const contextDataParams = { flavorTags: 'all', ...(referrer && { referrer }), objectType: 'KalturaPlaybackContextOptions' }
      const ks = await viewerKs(entryId, userId, signal)
      const context = await orUnknown(
        client.call('baseEntry', 'getPlaybackContext', { entryId, contextDataParams }, { schema: playbackContext, signal, ks }),
      )
      return context ? judgePlayback(entry, context, now()) : { kind: 'blocked', why: 'unknown' }
    },
  }
}

function isEmpty({ tags, categories, playlists = [] }: MediaScope): boolean {
  return tags.length === 0 && categories.length === 0 && playlists.length === 0
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new InvalidInputError('A search is for 1 to 100 entries', { limit })
}

/** `undefined` for an entry that Kaltura doesn't know, or doesn't show to us. */
async function orUnknown<Answer>(asked: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof KalturaApiError && error.apiCode === 'ENTRY_ID_NOT_FOUND') return undefined
    throw error
  }
}
