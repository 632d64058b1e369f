/** The languages that we speak. */
export const locales = ['en', 'es', 'fr', 'de', 'he'] as const
export type Locale = (typeof locales)[number]

export const defaultLocale: Locale = 'en'

/**
 * The first of the wishes whose language we speak: the person's, then the guild's, then the operator's; English when it is none.
 *
 * A wish is a tag as Discord and browsers write it, such as `es-419`; of it only the language counts.
 */
export function chooseLocale(...wishes: readonly (string | undefined)[]): Locale {
  for (const wish of wishes) {
    const language = wish?.toLowerCase().split(/[-_]/, 1)[0]
    const locale = locales.find((each) => each === (language === 'iw' ? 'he' : language)) // Hebrew's old code, which some systems still write
    if (locale) return locale
  }
  return defaultLocale
}

export function isRightToLeft(locale: Locale): boolean {
  return locale === 'he'
}
