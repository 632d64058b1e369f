import { type Locale, locales } from '@kaltura-discord/core/messages'
import type { LocalizationMap } from 'discord-api-types/v10'
import type { BotWords, CommandPart } from '../words/bot-words.ts'
import { wordsIn } from '../words/words-in.ts'

/** What Discord calls our languages. English is what it shows in all that are not here. */
const discordNames: Readonly<Record<Locale, readonly string[]>> = { en: [], es: ['es-ES', 'es-419'], fr: ['fr'], de: ['de'], he: ['he'] }

/** The description of a part of the command. */
export function described(part: CommandPart): { description: string; description_localizations: LocalizationMap } {
  const { text, localizations } = inAllLanguages((words) => words.command[part])
  return { description: text, description_localizations: localizations }
}

/** One of the values that a part can have. */
export function choice<Value>(
  value: Value,
  of: (words: BotWords) => string,
): { name: string; name_localizations: LocalizationMap; value: Value } {
  const { text, localizations } = inAllLanguages(of)
  return { name: text, name_localizations: localizations, value }
}

function inAllLanguages(of: (words: BotWords) => string): { text: string; localizations: LocalizationMap } {
  const others = locales.flatMap((locale) => discordNames[locale].map((name) => [name, of(wordsIn(locale))]))
  return { text: of(wordsIn('en')), localizations: Object.fromEntries(others) }
}
