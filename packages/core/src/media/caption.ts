import type { Entry } from './entry.ts'

/** The captions of an entry in one language. */
export interface CaptionTrack {
  id: string
  entryId: string
  /** As Kaltura names it, in English: `German`. */
  language: string
  /** ISO 639, such as `de`; `undefined` where Kaltura knows none. */
  languageCode: string | undefined
  /** What its author calls it; may be empty. */
  label: string
  isDefault: boolean
}

/** What a track says, or why nobody can tell. */
export type CaptionText =
  | {
      kind: 'text'
      track: CaptionTrack
      /** A whole WebVTT file. Written by strangers: a player may read it, a page must not take it for HTML. */
      webVtt: string
    }
  | {
      kind: 'none'
      /** `unknown`: there is no such track. `restricted`: its entry's access control gives it to nobody. `unreadable`: in a format that we don't know. */
      why: 'unknown' | 'restricted' | 'too-large' | 'unreadable'
    }

/** One line of a caption: what was said, and when. */
export interface SpokenLine {
  entry: Entry
  captionId: string
  /** From the start of the video, in ms. */
  startMs: number
  endMs: number
  text: string
  /** As Kaltura names it, in English: `German`. */
  language: string
}

export type SpokenSearch =
  | { kind: 'searched'; lines: readonly SpokenLine[] }
  /** This Kaltura account can't search in captions. */
  | { kind: 'not-offered' }
