import { escapeMarkdown } from '../text/discord-text.ts'
import { needsIsolation } from './isolate.ts'
import type { Piece } from './page.ts'
import type { RenderContext } from './render-context.ts'
import { filtered, shownValue } from './shown.ts'
import type { Insertion } from './template.ts'
import type { TemplateValue } from './variable.ts'

/** Formats, filters and escapes one value for the place where it lands. */
export function showValue(value: TemplateValue, { variable, filters, place }: Insertion, context: RenderContext): Piece {
  const style = filters.find((filter) => filter.name === 'date')?.style
  const start = shownValue(value, variable, context, style)
  const shown = filters.reduce((before, filter) => filtered(before, filter, context), start)
  if (shown.kind === 'words' && place === 'text') {
    return { text: escapeMarkdown(shown.words), whole: false, isolated: needsIsolation(shown.words, context.isRightToLeft) }
  }
  if (shown.kind === 'form' && place === 'text') return { text: shown.text, whole: true, isolated: false }
  // An address that is whole is checked; everything else in one is a part of it.
  const isAddress = variable === 'url' && shown.kind === 'form' && place === 'address'
  const text = shown.kind === 'words' ? shown.words : shown.forAddress
  return { text: isAddress ? text : encodedPart(text), whole: true, isolated: false }
}

function encodedPart(text: string): string {
  return encodeURIComponent(text).replace(/[()*!'~]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
