import type { Caller } from '../account/access.ts'
import type { AccountRecords } from '../account/account-records.ts'
import type { Account } from '../account.ts'
import type { Catalogue } from '../catalogue.ts'
import type { Bearer, KsGate } from '../ks-gate.ts'
import { accessControlActions } from './access-control-actions.ts'
import { appTokenActions } from './app-token-actions.ts'
import { startAppTokenSession } from './app-token-session.ts'
import { getCaption, getCaptionUrl, listCaptions } from './caption-actions.ts'
import { captionSearchActions } from './caption-search-actions.ts'
import { categoryActions } from './category-actions.ts'
import { categoryEntryActions } from './category-entry-actions.ts'
import { categoryUserActions } from './category-user-actions.ts'
import { getCuePoint, listCuePoints } from './cue-point-actions.ts'
import { entryActions } from './entry-actions.ts'
import { entryEditing } from './entry-editing.ts'
import { esearchActions } from './esearch-actions.ts'
import type { ApiException } from './exception.ts'
import { getLiveDetails, getLiveStream, isLive } from './live-actions.ts'
import { playlistActions } from './playlist-actions.ts'
import { endSession, getSession } from './session-actions.ts'
import { userActions } from './user-actions.ts'
import { userRoleActions } from './user-role-actions.ts'

/** Parameters of one request, nulls dropped, references resolved. */
export type Params = Readonly<Record<string, unknown>>

export interface World {
  account: Account
  catalogue: Catalogue
  gate: KsGate
  records: AccountRecords
  /** Milliseconds since 1970. */
  now: () => number
  bearer: Bearer
  /** Where the request came from. */
  caller: Caller
}

/** `null` for an action that has nothing to say. */
type Answer = Record<string, unknown> | readonly Record<string, unknown>[] | ApiException | string | number | boolean | null

export type Action = (params: Params, world: World) => Answer | Promise<Answer>

/** The actions that need a KS, by lower-case `service.action`; Kaltura doesn't mind the case either. What isn't here is forbidden. */
export const actions: ReadonlyMap<string, Action> = new Map<string, Action>([
  ['session.get', getSession],
  ['session.end', endSession],
  ['apptoken.startsession', startAppTokenSession],
  ...appTokenActions,
  ...userActions,
  ...userRoleActions,
  ...entryActions,
  ...entryEditing,
  ...categoryActions,
  ...categoryEntryActions,
  ...categoryUserActions,
  ...accessControlActions,
  ...playlistActions,
  ...esearchActions,
  ...captionSearchActions,
  ['livestream.get', getLiveStream],
  ['livestream.islive', isLive],
  ['livestream.getdetails', getLiveDetails],
  ['caption_captionasset.list', listCaptions],
  ['caption_captionasset.get', getCaption],
  ['caption_captionasset.geturl', getCaptionUrl],
  ['cuepoint_cuepoint.list', listCuePoints],
  ['cuepoint_cuepoint.get', getCuePoint],
  ['metadata_metadata.list', () => ({ totalCount: 0, objects: [], objectType: 'KalturaMetadataListResponse' })],
])
