import { InvalidInputError } from '../errors/coded-error.ts'
import type { CaptionTrack, SpokenLine } from './caption.ts'
import type { Chapter } from './chapter.ts'
import type { Entry } from './entry.ts'
import type { MediaCatalog } from './media-catalog.ts'
import type { BlockedReason, Playability } from './playability.ts'
import { inScope, type MediaScope } from './scope.ts'

/** An entry that a {@link createMemoryCatalog} holds, with all that belongs to it. */
export interface MemoryMedia {
  entry: Entry
  captions?: readonly { track: CaptionTrack; lines: readonly Pick<SpokenLine, 'startMs' | 'endMs' | 'text'>[] }[]
  chapters?: readonly Chapter[]
  /** The room that it is a recording of. */
  roomId?: string
  /** Default: what its status says. */
  playability?: Playability
}

/** A catalogue for tests that need one and no Kaltura. It holds `media`, and nothing else. */
export function createMemoryCatalog(media: readonly MemoryMedia[] = []): MediaCatalog {
  const find = (entryId: string) => media.find(({ entry }) => entry.id === entryId)
  const tracks = media.flatMap(({ entry, captions = [] }) => captions.map((caption) => ({ entry, ...caption })))
  const within = (scope: MediaScope, entry: Entry) => entry.status === 'ready' && inScope(entry, scope)
  const address = (kind: string, entryId: string, rest: string) => {
    if (!/^\w{1,64}$/.test(entryId)) throw new InvalidInputError('This is not the id of an entry')
    return `https://kaltura.example/p/1/${kind}/${entryId}${rest}`
  }

  return {
    async search(scope, query, { limit }) {
      const found = media.map(({ entry }) => entry).filter((entry) => within(scope, entry) && says(textOf(entry), query))
      return newest(found, limit).map((entry) => ({ ...entry, highlights: [] }))
    },
    async get(entryId, { playlists } = {}) {
      const entry = find(entryId)?.entry
      return entry && playlists ? { ...entry, playlists: (entry.playlists ?? []).filter((id) => playlists.includes(id)) } : entry
    },
    async searchCaptions(scope, query, { limit }) {
      checkLimit(limit)
      const lines = tracks
        .filter(({ entry }) => within(scope, entry))
        .flatMap(({ entry, track, lines }) => lines.map((line) => ({ ...line, entry, captionId: track.id, language: track.language })))
      return { kind: 'searched', lines: lines.filter(({ text }) => query.trim() !== '' && says(text, query)).slice(0, limit) }
    },
    captions: async (entryId) => (find(entryId)?.captions ?? []).map(({ track }) => track),
    async captionText(captionId) {
      const found = tracks.find(({ track }) => track.id === captionId)
      if (!found) return { kind: 'none', why: 'unknown' }
      const cues = found.lines.map(({ startMs, endMs, text }) => `${stamp(startMs)} --> ${stamp(endMs)}\n${text}\n`)
      return { kind: 'text', track: found.track, webVtt: ['WEBVTT\n', ...cues].join('\n') }
    },
    chapters: async (entryId) => find(entryId)?.chapters ?? [],
    async recordingsOf(scope, roomId, { limit }) {
      return newest(
        media.flatMap((one) => (one.roomId === roomId && within(scope, one.entry) ? [one.entry] : [])),
        limit,
      )
    },
    async playability(entryId) {
      const found = find(entryId)
      return found?.playability ?? playabilityOf(found?.entry)
    },
    thumbnailUrl(entryId, { width, second = 0 }) {
      if (!Number.isInteger(width) || width < 1 || width > 4096 || !(second >= 0)) throw new InvalidInputError('There is no such picture')
      return address('thumbnail/entry_id', entryId, `/width/${width}`)
    },
    playManifestUrl: (entryId, { format = 'hls' } = {}) => address('playManifest/entryId', entryId, `/format/${format}`),
  }
}

const reasons: Readonly<Record<Exclude<Entry['status'], 'ready'>, BlockedReason>> = {
  processing: 'processing',
  failed: 'failed',
  blocked: 'moderation',
  gone: 'unknown',
}

function playabilityOf(entry: Entry | undefined): Playability {
  if (!entry) return { kind: 'blocked', why: 'unknown' }
  return entry.status === 'ready' ? { kind: 'playable' } : { kind: 'blocked', why: reasons[entry.status] }
}

function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 100) throw new InvalidInputError('A search is for 1 to 100 entries', { limit })
}

function newest(entries: readonly Entry[], limit: number): readonly Entry[] {
  checkLimit(limit)
  return [...entries].sort((left, right) => right.createdAtMs - left.createdAtMs).slice(0, limit)
}

function textOf({ name, description, tags }: Entry): string {
  return [name, description, ...tags].join(' ')
}

function says(text: string, query: string): boolean {
  const words = query.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return words.every((word) => text.toLowerCase().includes(word))
}

/** `00:01:02.003` */
function stamp(ms: number): string {
  return new Date(ms).toISOString().slice(11, 23)
}
