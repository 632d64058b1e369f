import { z } from 'zod'

/** The languages that a Discord client can be set to. Source: docs.discord.com, reference, "Locales", and the two that only Discord's OpenAPI knows, `ar` and `he`. */
export const locales = [
  ...(['en-US', 'en-GB', 'bg', 'cs', 'da', 'de', 'el', 'es-419', 'es-ES', 'fi', 'fr', 'hi', 'hr', 'hu', 'id', 'it', 'ja'] as const),
  ...(['ar', 'he', 'ko', 'lt', 'nl', 'no', 'pl', 'pt-BR', 'ro', 'ru', 'sv-SE', 'th', 'tr', 'uk', 'vi', 'zh-CN', 'zh-TW'] as const),
] as const

/** How well one person's connections work, counted each way: a question and its answer take the delay twice. */
export const networkQuality = z.object({
  delayMs: z.number().int().min(0).max(10_000),
  /** Each piece takes up to this much longer, by chance. Pieces of one connection stay in order. */
  jitterMs: z.number().int().min(0).max(10_000),
  /** TCP loses nothing: a lost piece is sent again after at least 200 ms, twice that the next time, and all behind it waits. */
  lossPercent: z.number().min(0).max(90),
  /** Open connections break, and new ones fail. */
  offline: z.boolean(),
})
export type NetworkQuality = z.infer<typeof networkQuality>

/** Usual conditions, by the names that the page shows. `good` changes nothing. */
export const networks = {
  good: { delayMs: 0, jitterMs: 0, lossPercent: 0, offline: false },
  hotel: { delayMs: 90, jitterMs: 60, lossPercent: 1, offline: false },
  train: { delayMs: 180, jitterMs: 250, lossPercent: 6, offline: false },
  offline: { delayMs: 0, jitterMs: 0, lossPercent: 0, offline: true },
} as const satisfies Record<string, NetworkQuality>
export type NetworkName = keyof typeof networks

const snowflake = z.string().regex(/^\d{1,20}$/)
const instant = z.iso.datetime()

/** Something that the application sells. */
const offer = z.object({
  skuId: snowflake,
  name: z.string().min(1).max(100),
  amount: z.number().int().min(0),
  currency: z.string().length(3),
})

/** What one person's Discord client is like, and what it knows that an Activity may ask. */
export const clientSettings = z.object({
  /** A phone or tablet is `platform=mobile` in the Activity's address, which is told when the Activity is opened. */
  device: z.enum(['desktop', 'tablet', 'phone']),
  layout: z.enum(['focused', 'pip', 'grid']),
  /** How a phone or tablet is held; a desktop is always wide. */
  held: z.enum(['portrait', 'landscape']),
  thermal: z.enum(['nominal', 'fair', 'serious', 'critical']),
  network: networkQuality,
  /** How far the clock of the device is ahead, in ms; behind when negative. Told when the Activity's page is loaded. */
  clockOffsetMs: z.number().int().min(-31_622_400_000).max(31_622_400_000),
  /** Also the `locale` of the person's interactions. */
  locale: z.enum(locales),
  /** In the Activity's address, as {@link reducedMotion} and {@link textPercent}: told when the Activity is opened. */
  theme: z.enum(['dark', 'light', 'midnight', 'darker']),
  reducedMotion: z.boolean(),
  textPercent: z.number().int().min(50).max(200),
  /**
   * `documented` sends events as Discord's documentation prints them. They lack what the SDK's own schemas insist on (`orientation`, a speaker's
   * `avatar_decoration_data`), so that the SDK drops them without a word: an Activity has to live without them.
   */
  events: z.enum(['complete', 'documented']),
  /** User ids. */
  friends: z.array(snowflake).max(100),
  /** What is for sale to this person, and the ids of what they have bought. */
  shop: z.array(offer).max(50),
  purchases: z.array(snowflake).max(50),
  /** The application's quest, if it runs one. */
  quest: z.object({ questId: snowflake, enrolledAt: instant.nullable(), completedAt: instant.nullable() }).nullable(),
  /** The secret of the invitation that they accepted last (ACTIVITY_JOIN). */
  joinSecret: z.string().min(1).max(128).nullable(),
})
export type ClientSettings = z.infer<typeof clientSettings>

/** What is to be different; the rest stays. A network is also known by its name. */
export const clientChange = clientSettings
  .extend({ network: z.union([z.enum(['good', 'hotel', 'train', 'offline']), networkQuality]) })
  .partial()
export type ClientChange = z.infer<typeof clientChange>

/** A desktop with a good connection and a right clock, in American English. */
export const firstClient: ClientSettings = {
  device: 'desktop',
  layout: 'focused',
  held: 'portrait',
  thermal: 'nominal',
  network: networks.good,
  clockOffsetMs: 0,
  locale: 'en-US',
  theme: 'dark',
  reducedMotion: false,
  textPercent: 100,
  events: 'complete',
  friends: [],
  shop: [],
  purchases: [],
  quest: null,
  joinSecret: null,
}

export function changedClient(before: ClientSettings, { network, ...change }: ClientChange): ClientSettings {
  const present = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
  const quality = typeof network === 'string' ? networks[network] : (network ?? before.network)
  return clientSettings.parse({ ...before, ...present, network: quality })
}

/** What Discord writes into the address of the person's frame, because of the client that opens it. */
export function frameParameters({ device, theme, reducedMotion, textPercent }: ClientSettings): Record<string, string> {
  return {
    platform: device === 'desktop' ? 'desktop' : 'mobile',
    ...(device === 'desktop' ? {} : { mobile_app_version: '300.0' }),
    theme,
    reduced_motion: String(reducedMotion),
    font_scale: String(textPercent),
  }
}
