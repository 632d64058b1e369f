import type { Entry } from './entry.ts'

/** An entry that a search found, and what it was found by. */
export interface FoundEntry extends Entry {
  /** Where the searched words stand. None for a search without words, nor where Kaltura doesn't mark them. */
  highlights: readonly Highlight[]
}

/** A text of an entry, or a piece of a long one, cut where searched words begin and end. The parts in their order are the text. */
export interface Highlight {
  field: 'name' | 'description' | 'tags'
  parts: readonly HighlightPart[]
}

export interface HighlightPart {
  text: string
  /** Whether this part is what was searched for. */
  found: boolean
}
