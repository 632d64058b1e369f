import type { Entry } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { list } from './entry-search.ts'
import type { ResolvedScope } from './resolved-scope.ts'
import { everyFilter, offered } from './scope-filters.ts'

const recording = z.object({ rootEntryId: z.string() })

/** Entries that Kaltura made of a room or of a live entry: their `rootEntryId` is its id. */
export function listRecordings(
  client: KalturaClient,
  scope: ResolvedScope,
  roomId: string,
  options: { limit: number; signal?: AbortSignal | undefined },
): Promise<Entry[]> {
  // The root of a live entry is that entry itself.
  const read = (object: unknown) =>
    recording.safeParse(object).data?.rootEntryId === roomId ? offered(object, scope).filter(({ id }) => id !== roomId) : []
  return list(client, { ...everyFilter, rootEntryIdEqual: roomId }, read, options)
}
