import type { Chapter } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { listAnswer } from './pages.ts'

const startTime = z.number().nonnegative()
const text = z.string().default('')

/** A chapter is a thumb cue point of sub type 2, as the player lists them; older accounts have annotations that are tagged `chaptering`. */
const cuePoint = z.union([
  z
    .object({
      cuePointType: z.literal('thumbCuePoint.Thumb'),
      subType: z.union([z.literal(2), z.literal('2')]),
      startTime,
      title: text,
      description: text,
    })
    .transform(({ startTime, title, description }) => ({ startMs: startTime, title, description })),
  z
    .object({ cuePointType: z.literal('annotation.Annotation'), tags: z.string().regex(/(^|,)\s*chaptering\s*(,|$)/), startTime, text })
    .transform(({ startTime, text }) => ({ startMs: startTime, title: text, description: '' })),
])

/** The most that Kaltura tells on one page. */
const mostCuePoints = 500

/** The chapters of an entry, by `cuePoint.list`. */
export async function listChapters(client: KalturaClient, entryId: string, signal: AbortSignal | undefined): Promise<Chapter[]> {
  const filter = {
    entryIdEqual: entryId,
    cuePointTypeIn: 'thumbCuePoint.Thumb,annotation.Annotation',
    orderBy: '+startTime',
    objectType: 'KalturaCuePointFilter',
  }
  const pager = { pageSize: mostCuePoints, pageIndex: 1, objectType: 'KalturaFilterPager' }
  const { objects } = await client.call('cuepoint_cuepoint', 'list', { filter, pager }, { schema: listAnswer, signal })
  return objects.flatMap((object) => cuePoint.safeParse(object).data ?? []).sort((left, right) => left.startMs - right.startMs)
}
