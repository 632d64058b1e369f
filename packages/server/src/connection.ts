import type { KsIssuer, MediaCatalog, MeetingProvider } from '@kaltura-discord/core'
import type { CircuitReading } from '@kaltura-discord/core/resilience'
import type { AccountLinking, KalturaClient, UserDirectory } from '@kaltura-discord/kaltura'

/** A connection to Kaltura: one partner account, under the name that guilds are bound to. */
export interface KalturaConnection {
  name: string
  partnerId: number
  uiConfId: number
  /** Origin of the API, such as `https://www.kaltura.com`. */
  serviceUrl: string
  /** Origin of Kaltura's view analytics, such as `https://analytics.kaltura.com`. Without it the viewers of a watch party are not counted there. */
  analyticsUrl?: string
  /** Where its entries can be watched in a browser, with `{entryId}` in it: offered where an Activity can't be started. */
  watchUrl?: string
  /** Whether calls to it go through; `circuit` of `createKalturaAccount`. Without it health says nothing of Kaltura. */
  circuit?: () => CircuitReading
  catalog: MediaCatalog
  issuer: KsIssuer
  /** Who a Discord user is in this account. */
  users: UserDirectory
  /** How people prove who they are in it. Default: they can't. */
  linking?: AccountLinking | undefined
  /** Bearer of the institution's own system that confirms who is who in it. Default: none is let in. */
  linkToken?: string | undefined
  /** Its meetings; `undefined` when the operator chose no kind. */
  meetings: MeetingProvider | undefined
  /** How its HTTP notifications prove themselves: the endpoint's token, and a signature by one of the secrets. Two while one follows another. `undefined` accepts none. */
  notifications: { token: string; secrets: readonly string[] } | undefined
  /** What Kaltura is asked for by itself; `undefined` for nothing. */
  lookout: Lookout | undefined
}

/** What no HTTP notification tells, and Kaltura is asked for as long as the server runs. */
export interface Lookout {
  /** With a KS of the grant `catalogue`. */
  client: KalturaClient
  /** How often to ask for recordings whose notification didn't come, in ms; `undefined` for never. Kaltura's list is minutes behind, so half a minute is often. */
  reconcileEveryMs: number | undefined
  /** How often to look at the meetings of each guild, in ms, where the connection has any. Default: never. That is how late a start may be told. */
  meetingsEveryMs?: number | undefined
  /** Ids of live streams whose start is told; none asks for nothing. */
  liveEntries: readonly string[]
}

/** One line of the Activity's URL Mappings, as the operator entered it in Discord's developer portal. */
export interface UrlMapping {
  /** Path on the Activity's origin, such as `/kaltura`. */
  prefix: string
  /** The origin it stands for, such as `https://cdnapisec.kaltura.com`. */
  origin: string
}
