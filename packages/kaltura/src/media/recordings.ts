import type { Entry, MediaScope } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { list } from './entry-search.ts'
import { everyFilter, isOffered } from './scope-filters.ts'

const recording = z.object({ rootEntryId: z.string() })

/** Entries that Kaltura made of a room or of a live entry: their `rootEntryId` is its id. */
export function listRecordings(
  client: KalturaClient,
  scope: MediaScope,
  roomId: string,
  options: { limit: number; signal?: AbortSignal | undefined },
): Promise<Entry[]> {
  // The root of a live entry is that entry itself.
  const fits = (entry: Entry, object: unknown) =>
    recording.safeParse(object).data?.rootEntryId === roomId && entry.id !== roomId && isOffered(entry, scope)
  return list(client, { ...everyFilter, rootEntryIdEqual: roomId }, fits, options)
}
