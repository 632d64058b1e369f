import { z } from 'zod'
import { profileIdOf } from '../account/access.ts'
import { fullName, privacyContexts } from '../account/category.ts'
import { categoriesOf } from '../account/entitlement.ts'
import { type CatalogueEntry, kalturaEntry } from '../entry.ts'
import type { Params, World } from './actions.ts'

const responseProfile = z.object({ type: z.coerce.number(), fields: z.string().max(4096) })

/** The entry as the API tells it: with what the account says of it, and only the fields that a response profile of type 1 (INCLUDE_FIELDS) lists. */
export function entryAnswer(entry: CatalogueEntry, params: Params, { account, records }: World): Record<string, unknown> {
  const { edit = [], publish = [], view = [] } = entry.entitledUsers ?? {}
  // What a privacy context holds is asked for by categoryEntry.list: the entry itself doesn't tell, as at Kaltura.
  const shown = categoriesOf(entry, records).filter((category) => privacyContexts(category, records.categories).length === 0)
  const answer = {
    ...entry.told,
    ...kalturaEntry(entry, account),
    categories: shown.length === 0 ? undefined : shown.map((category) => fullName(category, records.categories)).join(','),
    categoriesIds: shown.length === 0 ? undefined : shown.map(({ id }) => id).join(','),
    accessControlId: profileIdOf(entry),
    referenceId: entry.referenceId,
    entitledUsersEdit: edit.join(','),
    entitledUsersPublish: publish.join(','),
    entitledUsersView: view.join(','),
  }
  const profile = responseProfile.safeParse(params.responseProfile)
  if (!profile.success || profile.data.type !== 1) return answer
  const fields = new Set([...profile.data.fields.split(',').map((field) => field.trim()), 'objectType'])
  return Object.fromEntries(Object.entries(answer).filter(([field]) => fields.has(field)))
}
