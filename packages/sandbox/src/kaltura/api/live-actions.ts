import { z } from 'zod'
import type { CatalogueEntry } from '../entry.ts'
import type { Action, Params, World } from './actions.ts'
import { entryAnswer } from './entry-answer.ts'
import { apiException, refusals } from './exception.ts'

const wanted = z.string().min(1).max(64)

/** KalturaEntryServerNodeStatus STOPPED and PLAYABLE; KalturaLiveStreamBroadcastStatus OFFLINE and LIVE. */
const states = { off: { server: 0, broadcast: 1 }, 'on-air': { server: 1, broadcast: 3 } } as const

/** liveStream.get. */
export const getLiveStream: Action = (params, world) => {
  const id = wanted.safeParse(params.entryId).data
  if (id === undefined) return refusals.missingParameter('entryId')
  const found = liveEntry(id, world)
  return found ? entryAnswer(found, params, world) : refusals.entryNotFound(id)
}

/** liveStream.isLive: a bare boolean. */
export const isLive: Action = (params, world) => withLive(params, world, ({ kind }) => kind === 'on-air')

/** liveStream.getDetails: KalturaLiveStreamDetails. */
export const getLiveDetails: Action = (params, world) =>
  withLive(params, world, ({ kind }) => ({
    primaryStreamStatus: states[kind].server,
    secondaryStreamStatus: 0,
    viewMode: 1,
    wasBroadcast: kind === 'on-air',
    broadcastStatus: states[kind].broadcast,
    objectType: 'KalturaLiveStreamDetails',
  }))

function withLive(
  params: Params,
  world: World,
  answer: (live: NonNullable<CatalogueEntry['live']>) => boolean | Record<string, unknown>,
): ReturnType<Action> {
  const id = wanted.safeParse(params.id).data
  if (id === undefined) return refusals.missingParameter('id')
  const live = liveEntry(id, world)?.live
  return live ? answer(live) : apiException('INVALID_ENTRY_ID', `Invalid entry id ["${id}"]`, { ID: id })
}

function liveEntry(id: string, { catalogue }: World): CatalogueEntry | undefined {
  const entry = catalogue.find(id)
  return entry?.live ? entry : undefined
}
