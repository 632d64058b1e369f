import { z } from 'zod'
import { captionUrl, findCaption, kalturaCaptionAsset } from '../captions/caption-asset.ts'
import { captionErrors } from '../captions/caption-errors.ts'
import type { Action, Params } from './actions.ts'
import { type ApiException, refusals } from './exception.ts'
import { cannotBeNull } from './object-class.ts'
import { listObjects } from './object-list.ts'

const id = z.string().min(1).max(64)
const entriesFilter = z.looseObject({ entryIdEqual: z.string().optional(), entryIdIn: z.string().optional() }).catch({})

/** What a filter can ask about. */
const captionAsset = {
  name: 'KalturaCaptionAsset',
  writable: {},
  readOnly: ['id', 'entryId', 'partnerId', 'captionParamsId', 'format', 'status', 'tags', 'size', 'createdAt', 'updatedAt'],
  required: [],
}

/** captionAsset.list: only by entry (kaltura/server KalturaAssetFilter::validateEntryIdsFiltered). */
export const listCaptions: Action = (params, { account, catalogue }) => {
  const { entryIdEqual, entryIdIn } = entriesFilter.parse(params.filter)
  if (!entryIdEqual && !entryIdIn) return cannotBeNull('KalturaCaptionAssetFilter::entryIdEqual/KalturaCaptionAssetFilter::entryIdIn')
  const assets = catalogue.all().flatMap((entry) => (entry.captions ?? []).map((caption) => kalturaCaptionAsset(caption, entry, account)))
  return listObjects(assets, params, { objectType: 'KalturaCaptionAssetListResponse', classes: [captionAsset] })
}

/** captionAsset.get. */
export const getCaption: Action = (params, { account, catalogue }) => {
  const asked = askedFor(params, 'captionAssetId')
  if (typeof asked !== 'string') return asked
  const found = findCaption(asked, catalogue)
  return found ? kalturaCaptionAsset(found.caption, found.entry, account) : captionErrors.notFound(asked)
}

/** captionAsset.getUrl: an address as a bare string. */
export const getCaptionUrl: Action = (params, { account, catalogue }) => {
  const asked = askedFor(params, 'id')
  if (typeof asked !== 'string') return asked
  const found = findCaption(asked, catalogue)
  return found ? captionUrl(found.caption, account) : captionErrors.notFound(asked)
}

function askedFor(params: Params, parameter: string): string | ApiException {
  return id.safeParse(params[parameter]).data ?? refusals.missingParameter(parameter)
}
