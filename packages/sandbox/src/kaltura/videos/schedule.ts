import type { CatalogueEntry } from '../entry.ts'
import type { Bearer } from '../ks-gate.ts'

/** Whether the entry's time has come. */
export function hasStarted({ startsAtMs }: CatalogueEntry, nowMs: number): boolean {
  return startsAtMs === undefined || nowMs >= startsAtMs
}

/** Whether a KS sees an entry before its time: one with `sview` for it does, a widget session never (kaltura/server KalturaEntryService::getPlaybackContext). */
export function mayPreview(entry: CatalogueEntry, bearer: Bearer | undefined): boolean {
  return bearer !== undefined && !bearer.widget && bearer.allows('sview', entry.id)
}

/** KalturaAccessControlMessage with the text of RuleRestrictions. */
export const scheduledMessage = {
  message: "Out of scheduling\nWe're sorry, this content is currently unavailable.",
  code: 'SCHEDULED_RESTRICTED',
  objectType: 'KalturaAccessControlMessage',
} as const
