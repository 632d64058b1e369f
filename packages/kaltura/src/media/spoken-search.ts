import type { SpokenLine } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { saysAll, searchEntryParams } from './esearch-query.ts'
import { fromPages, listAnswer } from './pages.ts'
import { listPart, type ResolvedScope, wordPart } from './resolved-scope.ts'
import { filterPager, offered, scopeFilters } from './scope-filters.ts'

interface Question {
  scope: ResolvedScope
  words: readonly string[]
  limit: number
  signal?: AbortSignal | undefined
}

const result = z.object({ object: z.unknown(), itemsData: z.array(z.unknown()) })
const itemsData = z.object({ itemsType: z.literal('caption'), items: z.array(z.unknown()) })
/** `KalturaESearchCaptionItemData`. */
const captionLine = z
  .object({ captionAssetId: z.string(), startsAt: z.number(), endsAt: z.number(), line: z.string(), language: z.string().default('') })
  .transform(({ captionAssetId, startsAt, endsAt, line, language }) => ({
    ...{ captionId: captionAssetId, startMs: startsAt, endMs: endsAt },
    ...{ text: oneLine(line), language },
  }))

/** Lines that have all the words, by eSearch. Kaltura tells so many lines of an entry at most as the account is set to. */
export async function searchLines(client: KalturaClient, question: Question): Promise<SpokenLine[]> {
  const part = wordPart(question.scope)
  const [found, listed] = await Promise.all([
    part ? searchPart(client, { ...question, scope: part }) : [],
    listLines(client, { ...question, scope: listPart(question.scope) }),
  ])
  return byPlace([...found, ...listed], question.limit)
}

function searchPart(client: KalturaClient, { scope, words, limit, signal }: Question): Promise<SpokenLine[]> {
  return fromPages(
    limit,
    (pageIndex) =>
      client.call('elasticsearch_esearch', 'searchEntry', searchEntryParams(scope, [saysAll(words)], pageIndex), {
        schema: listAnswer,
        signal,
        repeatable: false, // there is another way, and somebody waits
      }),
    (found) => {
      const { object, itemsData: data = [] } = result.safeParse(found).data ?? {}
      const lines = data
        .flatMap((one) => itemsData.safeParse(one).data?.items ?? [])
        .flatMap((one) => captionLine.safeParse(one).data ?? [])
        .sort((left, right) => left.startMs - right.startMs)
      return offered(object, scope).flatMap((entry) => lines.map((line) => ({ entry, ...line })))
    },
  )
}

/** `KalturaCaptionAssetItem`. */
const captionItem = z
  .object({
    asset: z.object({ id: z.string(), language: z.string().default('') }),
    entry: z.unknown(),
    startTime: z.number(),
    endTime: z.number(),
    content: z.string(),
  })
  .transform(({ asset, entry, startTime, endTime, content }) => ({
    entry,
    line: { captionId: asset.id, startMs: startTime, endMs: endTime, text: oneLine(content), language: asset.language },
  }))

/** The same by the older search, `captionsearch_captionassetitem.search`. */
export async function listLines(client: KalturaClient, { scope, words, limit, signal }: Question): Promise<SpokenLine[]> {
  const captionAssetItemFilter = { contentMultiLikeAnd: words.join(','), objectType: 'KalturaCaptionAssetItemFilter' }
  const found = await Promise.all(
    scopeFilters(scope).map((entryFilter) =>
      fromPages(
        limit,
        (pageIndex) => {
          const params = { entryFilter, captionAssetItemFilter, captionAssetItemPager: filterPager(pageIndex) }
          return client.call('captionsearch_captionassetitem', 'search', params, { schema: listAnswer, signal })
        },
        (object) => {
          const item = captionItem.safeParse(object).data
          return item ? offered(item.entry, scope).map((entry): SpokenLine => ({ entry, ...item.line })) : []
        },
      ),
    ),
  )
  return byPlace(found.flat(), limit)
}

/** Each line once. */
function byPlace(lines: readonly SpokenLine[], limit: number): SpokenLine[] {
  return [...new Map(lines.map((line) => [`${line.captionId} ${line.startMs}`, line])).values()].slice(0, limit)
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
