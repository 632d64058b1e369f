import { profileIdOf } from '../../account/access.ts'
import { fullName, pathTo } from '../../account/category.ts'
import { categoriesOf, isCategoryShown } from '../../account/entitlement.ts'
import { type CatalogueEntry, durationS, kindOf } from '../../entry.ts'
import type { World } from '../actions.ts'
import type { Searchable, SearchableCue } from './search-match.ts'

/** What Kaltura's index would hold of an entry. Categories that the bearer isn't shown aren't there to be found. */
export function searchable(entry: CatalogueEntry, { records, bearer }: Pick<World, 'records' | 'bearer'>): Searchable {
  const { edit = [], publish = [], view = [] } = entry.entitledUsers ?? {}
  const { type, mediaType } = kindOf(entry)
  const cues = cuesOf(entry)
  const held = categoriesOf(entry, records).filter((category) => isCategoryShown(category, bearer, records))
  const paths = held.map((category) => pathTo(category, records.categories))
  const above = paths.flatMap((path) => path.slice(0, -1))
  return {
    entry: {
      ...{ id: entry.id, name: entry.name, description: entry.description, tags: entry.tags, reference_id: entry.referenceId ?? '' },
      ...{ kuser_id: entry.userId, creator_kuser_id: entry.userId, user_names: [entry.userId, ...edit, ...publish, ...view] },
      ...{ entitled_kusers_edit: edit, entitled_kusers_publish: publish, entitled_kusers_view: view },
      ...{ access_control_id: `${profileIdOf(entry)}`, media_type: `${mediaType}`, entry_type: `${type}` },
      ...{ root_id: entry.rootEntryId ?? entry.id, is_live: entry.live?.kind === 'on-air' ? '1' : '0', plays: 0 },
      admin_tags: typeof entry.told?.adminTags === 'string' ? entry.told.adminTags : '',
      length_in_msecs: durationS(entry) * 1000,
      created_at: Math.floor(entry.createdAtMs / 1000),
      updated_at: Math.floor(entry.updatedAtMs / 1000),
      start_date: entry.startsAtMs === undefined ? '' : Math.floor(entry.startsAtMs / 1000),
      captions_content: cues.map(({ content }) => content),
    },
    category: {
      id: held.map(({ id }) => `${id}`),
      name: held.flatMap((category) => [category.name, fullName(category, records.categories)]),
      full_ids: paths.map((path) => path.map(({ id }) => id).join('>')),
      ancestor_id: above.map(({ id }) => `${id}`),
      ancestor_name: above.map(({ name }) => name),
    },
    cues,
  }
}

export function cuesOf(entry: CatalogueEntry): readonly SearchableCue[] {
  return (entry.captions ?? []).flatMap(({ id, language, label, cues }) =>
    cues.map(({ startMs, endMs, text }) => ({
      content: text,
      start_time: startMs,
      end_time: endMs,
      language,
      label,
      caption_asset_id: id,
    })),
  )
}
