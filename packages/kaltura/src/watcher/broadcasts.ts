import { z } from 'zod'
import type { KalturaApiError } from '../client/kaltura-api-error.ts'
import type { KalturaClient } from '../client/kaltura-client.ts'
import type { PartResult } from '../client/multirequest.ts'
import type { Sighting } from './stream-state.ts'

/** `KalturaLiveStreamDetails`. A preview, which its makers alone can see, is not on air. */
const details = z.object({ broadcastStatus: z.number().optional() })
/** `KalturaLiveStreamBroadcastStatus::LIVE`. */
const liveStatus = 3
/** How many are asked for in one request: the most that Kaltura takes. */
const batchSize = 50

/** Which of the live streams are on air, by their ids. Asks for fifty at a time, one batch after the other. */
export async function sightingsOf(
  client: KalturaClient,
  { entryIds, signal }: { entryIds: readonly string[]; signal: AbortSignal },
): Promise<ReadonlyMap<string, Sighting>> {
  const sightings = new Map<string, Sighting>()
  for (let first = 0; first < entryIds.length; first += batchSize) {
    const batch = entryIds.slice(first, first + batchSize)
    const results = await client.multirequest(
      (plan) => Object.fromEntries(batch.map((id) => [id, plan.call('liveStream', 'getDetails', { id }, details)])),
      { signal },
    )
    for (const [id, result] of Object.entries(results)) sightings.set(id, sightingOf(result))
  }
  return sightings
}

function sightingOf(result: PartResult<z.output<typeof details>>): Sighting {
  if (result.kind === 'refused') return { kind: isGone(result.error) ? 'gone' : 'unknown' }
  const { broadcastStatus } = result.value
  if (broadcastStatus === undefined) return { kind: 'unknown' }
  return { kind: broadcastStatus === liveStatus ? 'on-air' : 'off-air' }
}

function isGone({ apiCode }: KalturaApiError): boolean {
  return apiCode === 'INVALID_ENTRY_ID' || apiCode === 'ENTRY_ID_NOT_FOUND'
}
