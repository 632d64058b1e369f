import type { FoundEntry, Highlight, HighlightPart } from '@kaltura-discord/core'
import { z } from 'zod'

/** `KalturaESearchHighlight`. */
const highlight = z.object({ fieldName: z.string(), hits: z.array(z.unknown()) })
const hit = z.object({ value: z.string() })
const fields: readonly string[] = ['name', 'description', 'tags'] satisfies Highlight['field'][]

/** The highlights of an answer of eSearch that are about texts of the entry itself. */
export function highlightsOf(objects: readonly unknown[]): FoundEntry['highlights'] {
  return objects.flatMap((object) => {
    const { fieldName = '', hits = [] } = highlight.safeParse(object).data ?? {}
    const field = fields.find((candidate): candidate is Highlight['field'] => candidate === fieldName)
    if (!field) return []
    return hits.flatMap((one) => {
      const { value } = hit.safeParse(one).data ?? {}
      return value === undefined ? [] : [{ field, parts: partsOf(value) }]
    })
  })
}

/** Elasticsearch puts what it found between `<em>` and `</em>`, and escapes nothing: a text that says `<em>` itself is marked there too. */
function partsOf(marked: string): readonly HighlightPart[] {
  const pieces = marked.split(/<em>([^<]*)<\/em>/)
  return pieces.map((text, index) => ({ text, found: index % 2 === 1 })).filter(({ text }) => text !== '')
}
