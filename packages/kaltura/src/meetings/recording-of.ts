import type { Entry } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { entryOf, kalturaEntry } from '../media/entry-of.ts'

const found = z.object({ objects: z.array(z.unknown()) })
/** IMPORT, PRECONVERT, READY, PENDING of KalturaEntryStatus. */
const underWayOrReady = '0,1,2,4'

/** The newest video that was recorded in a room, one that can be watched first: Kaltura says where a recording comes from by its `rootEntryId`. */
export async function recordingOf(
  client: KalturaClient,
  roomId: string,
  signal: AbortSignal | undefined,
): Promise<{ kind: 'recording'; entry: Entry } | { kind: 'none' }> {
  const filter = { objectType: 'KalturaMediaEntryFilter', rootEntryIdEqual: roomId, statusIn: underWayOrReady, orderBy: '-createdAt' }
  const params = { filter, pager: { objectType: 'KalturaFilterPager', pageSize: 30, pageIndex: 1 } }
  const { objects } = await client.call('media', 'list', params, { schema: found, signal })
  const recordings = objects.flatMap(readEntry).filter(({ id }) => id !== roomId)
  const entry = recordings.find(({ status }) => status === 'ready') ?? recordings[0]
  return entry ? { kind: 'recording', entry } : { kind: 'none' }
}

function readEntry(object: unknown): Entry[] {
  const parsed = kalturaEntry.safeParse(object)
  const entry = parsed.success ? entryOf(parsed.data) : undefined
  return entry ? [entry] : []
}
