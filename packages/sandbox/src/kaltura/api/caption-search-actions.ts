import { z } from 'zod'
import { kalturaCaptionAsset } from '../captions/caption-asset.ts'
import type { Action, Params, World } from './actions.ts'
import { findEntries } from './entry-actions.ts'
import { entryAnswer } from './entry-answer.ts'
import { itemType, matchesText } from './esearch/search-text.ts'
import { cannotBeNull } from './object-class.ts'
import { listObjects } from './object-list.ts'
import { items } from './parameters.ts'

const text = z.string().max(1024).default('')
const captionFilter = z.looseObject({ contentLike: text, contentMultiLikeOr: text, contentMultiLikeAnd: text })
const entryFilter = z.record(z.string(), z.unknown()).catch({})

const captionItem = { name: 'KalturaCaptionAssetItem', writable: {}, readOnly: ['startTime', 'endTime'], required: [] }
const properties = ['contentLike', 'contentMultiLikeOr', 'contentMultiLikeAnd'] as const

/** captionAssetItem.search, the older search in captions (kaltura/server CaptionAssetItemService). Which entries it looks through is as with media.list. */
export const captionSearchActions: readonly (readonly [string, Action])[] = [['captionsearch_captionassetitem.search', searchCaptions]]

function searchCaptions(params: Params, world: World) {
  const wanted = captionFilter
    .catch({ contentLike: '', contentMultiLikeOr: '', contentMultiLikeAnd: '' })
    .parse(params.captionAssetItemFilter)
  if (properties.every((name) => wanted[name] === ''))
    return cannotBeNull(properties.map((name) => `KalturaCaptionAssetItemFilter::${name}`).join('/'))
  const has = (content: string) => (term: string) => matchesText(content, term, itemType.partial)
  const matches = (content: string) =>
    (wanted.contentLike === '' || has(content)(wanted.contentLike)) &&
    (wanted.contentMultiLikeOr === '' || items(wanted.contentMultiLikeOr).some(has(content))) &&
    items(wanted.contentMultiLikeAnd).every(has(content))

  const found = findEntries(entryFilter.parse(params.entryFilter), world).flatMap((entry) =>
    (entry.captions ?? []).flatMap((caption) =>
      caption.cues
        .filter((cue) => matches(cue.text))
        .map((cue) => ({
          asset: kalturaCaptionAsset(caption, entry, world.account),
          entry: entryAnswer(entry, {}, world),
          startTime: cue.startMs,
          endTime: cue.endMs,
          content: cue.text,
          objectType: 'KalturaCaptionAssetItem',
        })),
    ),
  )
  const paged = { filter: params.captionAssetItemFilter, pager: params.captionAssetItemPager }
  return listObjects(found, paged, { objectType: 'KalturaCaptionAssetItemListResponse', classes: [captionItem] })
}
