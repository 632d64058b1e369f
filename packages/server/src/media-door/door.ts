import type { KsSeal } from './sealed-ks.ts'

/** What one connection to Kaltura has of the media door: nothing of it leads to another connection's Kaltura. */
export interface Door {
  /** The connection's. */
  name: string
  /** Where it is on the Activity's origin; `mediaDoorOf` of the name. */
  path: string
  /** Origin of its Kaltura API. */
  serviceUrl: string
  /** Hides the KS that its captions need. */
  seal: KsSeal
}
