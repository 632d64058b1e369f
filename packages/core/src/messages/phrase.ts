import { IntlMessageFormat } from 'intl-messageformat'
import { catalogue, type PhraseKey } from './catalogue.ts'
import type { Locale } from './locale.ts'

const compiled = new Map<string, IntlMessageFormat>()

/** A phrase of ours in a language, with its numbers in the right plural. Somebody's words never go through here, let alone their patterns. */
export function phrase(locale: Locale, key: PhraseKey, numbers: Readonly<Record<string, number>> = {}): string {
  const name = `${locale} ${key}`
  const format = compiled.get(name) ?? new IntlMessageFormat(catalogue[locale].phrases[key], locale)
  compiled.set(name, format)
  return String(format.format(numbers))
}
