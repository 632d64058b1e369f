import type { EntryStatus } from '@kaltura-discord/core'

/** `KalturaEntryStatus::READY`. */
export const readyStatus = '2'

/** `KalturaEntryStatus` of kaltura/server, in terms of what a viewer can do about it. Plugins add words, such as those of the virus scan. */
const statuses: Readonly<Record<string, EntryStatus>> = {
  '-2': 'failed', // ERROR_IMPORTING
  '-1': 'failed', // ERROR_CONVERTING
  '0': 'processing', // IMPORT
  '1': 'processing', // PRECONVERT
  [readyStatus]: 'ready',
  '3': 'gone', // DELETED
  '4': 'processing', // PENDING
  '5': 'blocked', // MODERATE: waits for a moderator
  '6': 'blocked', // BLOCKED
  '7': 'processing', // NO_CONTENT: made, and not uploaded or recorded yet
  'virusScan.Infected': 'blocked',
  'virusScan.ScanFailure': 'failed',
}

/** Kaltura writes statuses as numbers or words. One that we don't know is on its way to somewhere: not watchable now. */
export function entryStatusOf(status: number | string): EntryStatus {
  const key = String(status)
  return Object.hasOwn(statuses, key) ? (statuses[key] ?? 'processing') : 'processing'
}
