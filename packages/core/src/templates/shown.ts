import { clockTime } from '../text/discord-text.ts'
import { plainLine, plainWords } from '../text/plain-words.ts'
import { webAddress } from '../text/web-address.ts'
import { templateLimits } from './limits.ts'
import type { RenderContext } from './render-context.ts'
import type { DateStyle, Filter } from './template.ts'
import type { TemplateValue, VariableKind } from './variable.ts'

/** What a value says before it is escaped: somebody's words, or a form that we wrote, once for text and once for addresses. */
export type Shown = { kind: 'words'; words: string } | { kind: 'form'; text: string; forAddress: string }

const nothing: Shown = { kind: 'words', words: '' }
const lastInstantMs = 253_402_300_799_999 // the end of the year 9999
const longestDurationS = 1e9

/** A value by its kind; what is not of that kind is nothing, and is never printed as `undefined` or `NaN`. */
export function shownValue(value: TemplateValue, variable: VariableKind, context: RenderContext, style: DateStyle = 'f'): Shown {
  switch (variable) {
    case 'text':
      return words(plainLine(textOf(value)))
    case 'prose':
      return words(plainWords(textOf(value)))
    case 'url':
      return form(typeof value === 'string' ? webAddress(value) : undefined)
    case 'instant': {
      const atMs = numberOf(value, lastInstantMs)
      return atMs === undefined ? nothing : form(`<t:${Math.floor(atMs / 1000)}:${style}>`, new Date(atMs).toISOString())
    }
    case 'duration': {
      const seconds = numberOf(value, longestDurationS)
      return form(seconds === undefined ? undefined : clockTime(seconds))
    }
    case 'people': {
      const count = numberOf(value, Number.MAX_SAFE_INTEGER)
      return count === undefined ? nothing : form(context.people(Math.floor(count)), String(Math.floor(count)))
    }
    case 'roles': {
      const ids = Array.isArray(value) ? context.mentionable.filter((id) => /^\d{17,20}$/.test(id) && value.includes(id)) : []
      return form(ids.map((id) => `<@&${id}>`).join(' '), ids.join(','))
    }
  }
}

export function isNothing(shown: Shown): boolean {
  return shown.kind === 'words' ? shown.words === '' : shown.text === ''
}

/** `{{#if people}}` asks whether there were any. */
export function isThere(value: TemplateValue, variable: VariableKind, context: RenderContext): boolean {
  return value !== 0 && !isNothing(shownValue(value, variable, context))
}

export function filtered(shown: Shown, filter: Filter, { locale }: RenderContext): Shown {
  if (filter.name === 'default') return isNothing(shown) ? words(plainWords(filter.text)) : shown
  if (shown.kind === 'form') return shown
  switch (filter.name) {
    case 'truncate':
      return words(truncated(shown.words, filter.length))
    case 'upper':
      return words(shown.words.toLocaleUpperCase(locale))
    case 'lower':
      return words(shown.words.toLocaleLowerCase(locale))
    case 'date':
      return shown // the style of the form, and none of an instant that isn't there
  }
}

function words(text: string): Shown {
  return { kind: 'words', words: text }
}

function form(text: string | undefined, forAddress = text): Shown {
  return text === undefined || forAddress === undefined ? nothing : { kind: 'form', text, forAddress }
}

function textOf(value: TemplateValue): string {
  if (typeof value === 'string') return value.slice(0, templateLimits.valueLength)
  return typeof value === 'number' && Number.isFinite(value) ? String(value) : ''
}

function numberOf(value: TemplateValue, most: number): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= most ? value : undefined
}

function truncated(text: string, length: number): string {
  const characters = [...text]
  return characters.length <= length ? text : `${characters.slice(0, length - 1).join('')}…`
}
