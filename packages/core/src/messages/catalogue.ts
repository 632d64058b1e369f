import type { NotificationEvent } from '../notifications/notification-event.ts'
import type { NotificationTemplate } from '../templates/notification-facts.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { he } from './he.ts'
import type { Locale } from './locale.ts'

/** ICU MessageFormat, by what they are for. */
export const phraseKeys = ['people', 'watch-together'] as const
export type PhraseKey = (typeof phraseKeys)[number]

/** All that we say in one language. What is missing in one does not compile. */
export interface LanguageCatalogue {
  phrases: Readonly<Record<PhraseKey, string>>
  /** How an event is told where a guild has not written its own words. */
  notifications: Readonly<Record<NotificationEvent, NotificationTemplate>>
}

export const catalogue: Readonly<Record<Locale, LanguageCatalogue>> = { en, es, fr, de, he }
