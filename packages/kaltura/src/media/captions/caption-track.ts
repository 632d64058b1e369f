import type { CaptionTrack } from '@kaltura-discord/core'
import { z } from 'zod'
import { KalturaApiError } from '../../client/kaltura-api-error.ts'
import type { KalturaClient } from '../../client/kaltura-client.ts'
import { isEntryId } from '../entry-id.ts'
import { listAnswer } from '../pages.ts'

/** `KalturaCaptionAsset`, as far as we look at it, once its file is there (status READY). */
const captionAsset = z
  .object({
    id: z.string().refine(isEntryId),
    entryId: z.string().refine(isEntryId),
    status: z.union([z.literal(2), z.literal('2')]),
    language: z.string().default(''),
    languageCode: z.string().optional(),
    label: z.string().default(''),
    isDefault: z.union([z.boolean(), z.literal([0, 1]).transform((one) => one === 1)]).default(false),
  })
  .transform(
    ({ id, entryId, language, languageCode, label, isDefault }): CaptionTrack => ({
      ...{ id, entryId, language, languageCode, label, isDefault },
    }),
  )

const mostTracks = 500

/** By `captionAsset.list`. */
export async function listCaptions(client: KalturaClient, entryId: string, signal: AbortSignal | undefined): Promise<CaptionTrack[]> {
  const filter = { entryIdEqual: entryId, objectType: 'KalturaCaptionAssetFilter' }
  const pager = { pageSize: mostTracks, pageIndex: 1, objectType: 'KalturaFilterPager' }
  const { objects } = await client.call('caption_captionasset', 'list', { filter, pager }, { schema: listAnswer, signal })
  return objects.flatMap((object) => captionAsset.safeParse(object).data ?? []).filter((track) => track.entryId === entryId)
}

/** By `captionAsset.get`. */
export async function getCaption(
  client: KalturaClient,
  captionAssetId: string,
  signal: AbortSignal | undefined,
): Promise<CaptionTrack | undefined> {
  try {
    return await client.call(
      'caption_captionasset',
      'get',
      { captionAssetId },
      { schema: captionAsset.optional().catch(undefined), signal },
    )
  } catch (error) {
    if (error instanceof KalturaApiError && error.apiCode === 'CAPTION_ASSET_ID_NOT_FOUND') return undefined
    throw error
  }
}
