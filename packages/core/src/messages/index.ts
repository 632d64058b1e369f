export { catalogue, type LanguageCatalogue, type PhraseKey } from './catalogue.ts'
export { chooseLocale, defaultLocale, isRightToLeft, type Locale, locales } from './locale.ts'
export { phrase } from './phrase.ts'
