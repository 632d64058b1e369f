import type { CaptionText, CaptionTrack, SpokenSearch } from './caption.ts'
import type { Chapter } from './chapter.ts'
import type { Entry } from './entry.ts'
import type { FoundEntry } from './found-entry.ts'
import type { Playability } from './playability.ts'
import type { MediaScope } from './scope.ts'

/**
 * What there is to watch in one Kaltura account, and what is known of it.
 *
 * Where a caller names the scope, nothing outside of it is ever told. Where they name an entry, it isn't limited by a scope: ask `canWatch` before you show it.
 * Everything that asks Kaltura throws UnavailableError when it can't be reached, and the signal's reason when the caller gave up.
 */
export interface MediaCatalog {
  /**
   * Entries of `scope`, ready to watch, that have each word of `query` in their name, description or tags: what fits best comes first, if Kaltura knows it, else
   * the newest. The last word may be still being typed. All of the scope, newest first, when there is no word in `query`.
   * @throws InvalidInputError for a limit that isn't 1 to 100
   */
  search(scope: MediaScope, query: string, options: Limited): Promise<readonly FoundEntry[]>

  /**
   * One entry, or `undefined` when Kaltura has none of this id. It says in which of `playlists` it is, which are those of the scopes that it will be held against.
   */
  get(entryId: string, options?: Asked & { playlists?: readonly string[] }): Promise<Entry | undefined>

  /**
   * The second in which it was said: lines of captions that have each word of `query`, in entries of `scope` that are ready to watch. Kaltura tells some lines of
   * an entry only, when there are many.
   * @throws InvalidInputError for a limit that isn't 1 to 100
   */
  searchCaptions(scope: MediaScope, query: string, options: Limited): Promise<SpokenSearch>

  /** The languages that an entry has captions in; none for an entry that there isn't. */
  captions(entryId: string, options?: Asked): Promise<readonly CaptionTrack[]>

  /** What a track says, as WebVTT, whatever format it was uploaded in. */
  captionText(captionId: string, options?: Asked): Promise<CaptionText>

  /** In the order of their times; none for an entry that there isn't. */
  chapters(entryId: string, options?: Asked): Promise<readonly Chapter[]>

  /**
   * Recordings of a meeting room, or of a live entry, inside `scope` and ready to watch, newest first.
   * @throws InvalidInputError for a limit that isn't 1 to 100
   */
  recordingsOf(scope: MediaScope, roomId: string, options: Limited): Promise<readonly Entry[]>

  /** Whether an entry plays for a viewer. Rules about countries and networks are judged by where our server stands, not the viewer: their player has the last word. */
  playability(entryId: string, options?: Asked & { viewer?: Viewer }): Promise<Playability>

  /**
   * The address of a still, without a KS: it shows what the account shows to everyone.
   * @param options.width in pixels, 1 to 4096; the height follows the picture
   * @param options.second of the video; default: the picture that its owner chose
   * @throws InvalidInputError for what is no entry id, width or second
   */
  thumbnailUrl(entryId: string, options: { width: number; second?: number }): string

  /**
   * The address where a player begins, without a KS: whoever uses it adds one where the entry asks for it, in the header `X-Kaltura-Ks`.
   * @param options.format default `hls`
   * @throws InvalidInputError for what is no entry id
   */
  playManifestUrl(entryId: string, options?: { format?: 'hls' | 'dash' | 'mp4' }): string
}

interface Asked {
  signal?: AbortSignal
}

interface Limited extends Asked {
  /** At most this many, 1 to 100. */
  limit: number
}

/** Who would watch, and where. */
export interface Viewer {
  /** A legal Kaltura user id. Default: our own. */
  userId?: string
  /** Address of the page that the player stands on, for rules about websites. Default: none. */
  referrer?: string
}
