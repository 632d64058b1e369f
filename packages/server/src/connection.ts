import type { KsIssuer, MediaCatalog } from '@kaltura-discord/core'
import type { UserDirectory } from '@kaltura-discord/kaltura'

/** A connection to Kaltura: one partner account, under the name that guilds are bound to. */
export interface KalturaConnection {
  name: string
  partnerId: number
  uiConfId: number
  /** Origin of the API, such as `https://www.kaltura.com`. */
  serviceUrl: string
  /** Origin of Kaltura's view analytics, such as `https://analytics.kaltura.com`. Without it the viewers of a watch party are not counted there. */
  analyticsUrl?: string
  catalog: MediaCatalog
  issuer: KsIssuer
  /** Who a Discord user is in this account. */
  users: UserDirectory
  /** How its HTTP notifications prove themselves; `undefined` accepts none. */
  notifications: { token: string; secret: string } | undefined
}

/** One line of the Activity's URL Mappings, as the operator entered it in Discord's developer portal. */
export interface UrlMapping {
  /** Path on the Activity's origin, such as `/kaltura`. */
  prefix: string
  /** The origin it stands for, such as `https://cdnapisec.kaltura.com`. */
  origin: string
}
