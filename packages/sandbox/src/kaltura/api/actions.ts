import { z } from 'zod'
import type { Account } from '../account.ts'
import type { AppToken } from '../app-token.ts'
import type { Catalogue } from '../catalogue.ts'
import { type CatalogueEntry, kalturaEntry } from '../entry.ts'
import type { Bearer, KsGate } from '../ks-gate.ts'
import { startAppTokenSession } from './app-token-session.ts'
import { matchesFilter, sortEntries } from './entry-filter.ts'
import { type ApiException, refusals } from './exception.ts'
import { playbackContext } from './playback-context.ts'
import { endSession, getSession } from './session-actions.ts'

/** Parameters of one request, nulls dropped, references resolved. */
export type Params = Readonly<Record<string, unknown>>

export interface World {
  account: Account
  catalogue: Catalogue
  gate: KsGate
  appTokens: readonly AppToken[]
  /** Milliseconds since 1970. */
  now: () => number
  bearer: Bearer
}

/** `null` for an action that has nothing to say. */
type Answer = Record<string, unknown> | ApiException | null

export type Action = (params: Params, world: World) => Answer | Promise<Answer>

const text = z.union([z.string().max(4096), z.number().transform(String)])
const filter = z.record(z.string(), z.unknown()).default({})
const pager = z
  .object({ pageSize: z.coerce.number().int().min(0).catch(30), pageIndex: z.coerce.number().int().min(1).catch(1) })
  .catch({ pageSize: 30, pageIndex: 1 })
const responseProfile = z.object({ type: z.coerce.number(), fields: z.string().max(4096) })

/** The actions that need a KS, by lower-case `service.action`; Kaltura doesn't mind the case either. What isn't here is forbidden. */
export const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['session.get', getSession],
  ['session.end', endSession],
  ['apptoken.startsession', startAppTokenSession],
  ['user.get', getUser],
  ['baseentry.get', getEntry],
  ['media.get', getEntry],
  ['baseentry.list', listEntries],
  ['media.list', listEntries],
  ['baseentry.getplaybackcontext', getPlaybackContext],
  ['metadata_metadata.list', () => ({ totalCount: 0, objects: [], objectType: 'KalturaMetadataListResponse' })],
])

function getUser(params: Params, { account, bearer }: World): Record<string, unknown> | ApiException {
  const own = bearer.userId === '' ? '0' : bearer.userId
  const wanted = text.safeParse(params.userId).data ?? own
  if (wanted !== own && !bearer.admin) return refusals.anotherUser(wanted)
  return {
    partnerId: account.partnerId,
    id: wanted,
    screenName: wanted,
    fullName: wanted,
    status: 1,
    isAdmin: false,
    objectType: 'KalturaUser',
  }
}

function getEntry(params: Params, { account, catalogue }: World): Record<string, unknown> | ApiException {
  const found = findEntry(params, catalogue)
  return 'objectType' in found ? found : profiled(kalturaEntry(found, account), params)
}

function getPlaybackContext(params: Params, { account, catalogue, bearer }: World): Record<string, unknown> | ApiException {
  const found = findEntry(params, catalogue)
  return 'objectType' in found ? found : playbackContext(found, bearer, account)
}

function findEntry(params: Params, catalogue: Catalogue): CatalogueEntry | ApiException {
  const id = text.safeParse(params.entryId)
  if (!id.success) return refusals.missingParameter('entryId')
  return catalogue.find(id.data) ?? refusals.entryNotFound(id.data)
}

function listEntries(params: Params, { account, catalogue, bearer }: World): Record<string, unknown> | ApiException {
  const wanted = filter.safeParse(params.filter)
  if (!wanted.success) return refusals.invalidObjectType('filter')
  const { pageSize, pageIndex } = pager.parse(params.pager)
  const size = Math.min(pageSize, 500)

  const found = catalogue.all().filter((entry) => maySee(entry, wanted.data, bearer) && matchesFilter(entry, wanted.data))
  const sorted = sortEntries(found, text.safeParse(wanted.data.orderBy).data ?? '-createdAt')
  const page = sorted.slice((pageIndex - 1) * size, pageIndex * size)
  return {
    totalCount: found.length,
    objects: page.map((entry) => profiled(kalturaEntry(entry, account), params)),
    objectType: 'KalturaMediaListResponse',
  }
}

/** Who names one id may see it; who wants a list without being admin or holding `list:*` sees their own entries. */
function maySee(entry: CatalogueEntry, wanted: Params, bearer: Bearer): boolean {
  const one = wanted.redirectFromEntryId ?? wanted.idEqual
  return one !== undefined || bearer.admin || bearer.allows('list', '*') || entry.userId === bearer.userId
}

/** Keeps the fields that a response profile of type 1 (INCLUDE_FIELDS) lists. */
function profiled(object: Record<string, unknown>, params: Params): Record<string, unknown> {
  const profile = responseProfile.safeParse(params.responseProfile)
  if (!profile.success || profile.data.type !== 1) return object
  const fields = new Set([...profile.data.fields.split(',').map((field) => field.trim()), 'objectType'])
  return Object.fromEntries(Object.entries(object).filter(([field]) => fields.has(field)))
}
