import { locales, type NetworkName, type NetworkQuality, networks } from '../../discord/client-settings.ts'

export interface Option<Value> {
  value: Value
  words: string
}

export const devices = optionsOf({ desktop: 'Desktop', tablet: 'Tablet', phone: 'Phone' })
export const layouts = optionsOf({ focused: 'Focused', pip: 'Picture-in-picture', grid: 'Grid' })
export const holds = optionsOf({ portrait: 'Portrait', landscape: 'Landscape' })
export const thermals = optionsOf({ nominal: 'Nominal', fair: 'Fair', serious: 'Serious', critical: 'Critical' })
export const themes = optionsOf({ dark: 'Dark', light: 'Light', midnight: 'Midnight', darker: 'Darker' })
export const eventKinds = optionsOf({ complete: 'Complete', documented: 'As documented' })
export const networkNames = optionsOf({ good: 'Good', hotel: 'Hotel Wi-Fi', train: 'Train', offline: 'Offline', own: 'Own numbers' })

/** Each language in its own words. */
export const languages = locales.map((locale) => ({ value: locale, words: ownName(locale) }))

export function networkNameOf(quality: NetworkQuality): NetworkName | 'own' {
  const names: readonly NetworkName[] = ['good', 'hotel', 'train', 'offline']
  return names.find((name) => same(networks[name], quality)) ?? 'own'
}

function same(a: NetworkQuality, b: NetworkQuality): boolean {
  return a.delayMs === b.delayMs && a.jitterMs === b.jitterMs && a.lossPercent === b.lossPercent && a.offline === b.offline
}

function ownName(locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'language' }).of(locale) ?? locale
}

function optionsOf<Value extends string>(words: Record<Value, string>): readonly Option<Value>[] {
  const values = Object.keys(words).filter((key): key is Value => key in words)
  return values.map((value) => ({ value, words: words[value] }))
}
