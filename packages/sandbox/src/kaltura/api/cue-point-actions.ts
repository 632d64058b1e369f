import { z } from 'zod'
import { kalturaCuePoint } from '../videos/cue-point.ts'
import type { Action, World } from './actions.ts'
import { apiException, refusals } from './exception.ts'
import { cannotBeNull } from './object-class.ts'
import { listObjects } from './object-list.ts'

const wanted = z.string().min(1).max(64)
const filter = z.looseObject({}).catch({})
const oneOfThese = ['idEqual', 'idIn', 'entryIdEqual', 'entryIdIn'] as const

/** What a filter can ask about. */
const cuePoint = {
  name: 'KalturaCuePoint',
  writable: {},
  readOnly: [
    'id',
    'entryId',
    'cuePointType',
    'subType',
    'status',
    'userId',
    'startTime',
    'endTime',
    'tags',
    'title',
    'text',
    'createdAt',
    'updatedAt',
  ],
  required: [],
}

/** cuePoint.list: only by entry or id (kaltura/server KalturaCuePointFilter::validateEntryIdFiltered); in the order of their times unless `orderBy` says another. */
export const listCuePoints: Action = (params, world) => {
  const given = filter.parse(params.filter)
  if (!oneOfThese.some((field) => given[field])) return cannotBeNull(oneOfThese.map((field) => `KalturaCuePointFilter::${field}`).join('/'))
  return listObjects(cuePoints(world), params, { objectType: 'KalturaCuePointListResponse', classes: [cuePoint] })
}

/** cuePoint.get. */
export const getCuePoint: Action = (params, world) => {
  const id = wanted.safeParse(params.id).data
  if (id === undefined) return refusals.missingParameter('id')
  return (
    cuePoints(world).find((point) => point.id === id) ?? apiException('INVALID_CUE_POINT_ID', `Invalid cue point id [${id}]`, { ID: id })
  )
}

function cuePoints({ account, catalogue }: World): readonly Record<string, unknown>[] {
  return catalogue.all().flatMap((entry) => (entry.chapters ?? []).map((chapter) => kalturaCuePoint(chapter, entry, account)))
}
