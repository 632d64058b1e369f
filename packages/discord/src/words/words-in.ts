import type { Locale } from '@kaltura-discord/core/messages'
import type { BotWords } from './bot-words.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { he } from './he.ts'

const words: Readonly<Record<Locale, BotWords>> = { en, es, fr, de, he }

/** What the bot says in a language. */
export function wordsIn(locale: Locale): BotWords {
  return words[locale]
}
