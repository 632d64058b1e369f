import { describe, expect, test } from 'vitest'
import { notificationEvents as events } from '../notifications/notification-event.ts'
import { notificationParts } from '../templates/notification-facts.ts'
import { checkNotificationTemplate } from '../templates/notification-template.ts'
import { catalogue, phraseKeys } from './catalogue.ts'
import { chooseLocale, locales } from './locale.ts'
import { phrase } from './phrase.ts'

describe.each(locales)('the catalogue in %s', (locale) => {
  const { phrases, notifications } = catalogue[locale]

  test('has every phrase and every event, and nothing else', () => {
    expect(Object.keys(phrases).sort()).toEqual([...phraseKeys].sort())
    expect(Object.keys(notifications).sort()).toEqual([...events].sort())
    expect(Object.values(notifications).flatMap((parts) => notificationParts.filter((part) => parts[part].trim() === ''))).toEqual([])
  })

  test('has templates that name only what their event has', () => {
    expect(events.flatMap((event) => checkNotificationTemplate(event, notifications[event]))).toEqual([])
  })

  test('has a form for every plural of its language', () => {
    const { pluralCategories } = new Intl.PluralRules(locale).resolvedOptions()

    expect(pluralCategories.filter((category) => !phrases.people.includes(` ${category} {`))).toEqual([])
    expect(phrase(locale, 'people', { count: 21 })).toContain('21')
  })
})

describe('chooseLocale', () => {
  test("takes the person's language, then the guild's, then the operator's, then English", () => {
    expect(chooseLocale('de', 'fr', 'es')).toBe('de')
    expect(chooseLocale('pl', 'fr', 'es')).toBe('fr')
    expect(chooseLocale(undefined, 'tr', 'es')).toBe('es')
    expect(chooseLocale(undefined, 'tr', undefined)).toBe('en')
  })

  test('looks at the language of a tag alone, in any case and spelling', () => {
    expect([chooseLocale('es-419'), chooseLocale('FR_ca'), chooseLocale('iw'), chooseLocale('')]).toEqual(['es', 'fr', 'he', 'en'])
  })
})
