import { profileIdOf } from '../account/access.ts'
import { type CatalogueEntry, durationS, entryStatus, kindOf } from '../entry.ts'

/** A KalturaMediaEntryFilter as it came: scalars count, everything else (an `advancedSearch`) is passed over. */
export type EntryFilter = Readonly<Record<string, unknown>>

type Condition = (entry: CatalogueEntry, wanted: string) => boolean

/** The filter fields that the sandbox knows. Kaltura ignores fields that it doesn't know, and so do we. */
const conditions: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['idEqual', (entry, id) => entry.id === id],
  ['redirectFromEntryId', (entry, id) => entry.id === id],
  ['idIn', (entry, ids) => list(ids).includes(entry.id)],
  ['idNotIn', (entry, ids) => !list(ids).includes(entry.id)],
  ['statusEqual', (entry, status) => String(entry.status) === status],
  ['statusIn', (entry, statuses) => list(statuses).includes(String(entry.status))],
  ['mediaTypeEqual', (entry, type) => `${kindOf(entry).mediaType}` === type],
  ['mediaTypeIn', (entry, types) => list(types).includes(`${kindOf(entry).mediaType}`)],
  ['typeEqual', (entry, type) => `${kindOf(entry).type}` === type],
  ['typeIn', (entry, types) => list(types).includes(`${kindOf(entry).type}`)],
  ['statusNotEqual', (entry, status) => String(entry.status) !== status],
  ['statusNotIn', (entry, statuses) => !list(statuses).includes(String(entry.status))],
  ['userIdEqual', (entry, userId) => entry.userId === userId],
  ['userIdIn', (entry, userIds) => list(userIds).includes(entry.userId)],
  ['userIdNotIn', (entry, userIds) => !list(userIds).includes(entry.userId)],
  ['referenceIdEqual', (entry, id) => entry.referenceId === id],
  ['referenceIdIn', (entry, ids) => entry.referenceId !== undefined && list(ids).includes(entry.referenceId)],
  ['accessControlIdEqual', (entry, id) => String(profileIdOf(entry)) === id],
  ['accessControlIdIn', (entry, ids) => list(ids).includes(String(profileIdOf(entry)))],
  ['rootEntryIdEqual', (entry, id) => (entry.rootEntryId ?? entry.id) === id],
  ['createdAtGreaterThanOrEqual', (entry, unix) => entry.createdAtMs >= Number(unix) * 1000],
  ['createdAtLessThanOrEqual', (entry, unix) => entry.createdAtMs <= Number(unix) * 1000],
  ['updatedAtGreaterThanOrEqual', (entry, unix) => entry.updatedAtMs >= Number(unix) * 1000],
  ['durationGreaterThanOrEqual', (entry, seconds) => durationS(entry) >= Number(seconds)],
  ['durationLessThanOrEqual', (entry, seconds) => durationS(entry) <= Number(seconds)],
  ['tagsMultiLikeOr', (entry, tags) => list(tags).some((tag) => isTagged(entry, tag))],
  ['tagsMultiLikeAnd', (entry, tags) => list(tags).every((tag) => isTagged(entry, tag))],
  ['tagsLike', (entry, tag) => isTagged(entry, tag)],
  ['categoriesFullNameIn', (entry, names) => list(names).some((name) => entry.categories.includes(name))],
  ['categoriesMatchOr', (entry, names) => list(names).some((name) => isIn(entry, name))],
  ['categoriesMatchAnd', (entry, names) => list(names).every((name) => isIn(entry, name))],
  ['nameEqual', (entry, name) => entry.name === name],
  ['nameLike', (entry, name) => contains(entry.name, name)],
  ['nameMultiLikeOr', (entry, names) => list(names).some((name) => contains(entry.name, name))],
  ['nameMultiLikeAnd', (entry, names) => list(names).every((name) => contains(entry.name, name))],
  ['freeText', (entry, text) => words(text).every((word) => contains(textOf(entry), word))],
  ['searchTextMatchAnd', (entry, text) => words(text).every((word) => contains(textOf(entry), word))],
  ['searchTextMatchOr', (entry, text) => words(text).some((word) => contains(textOf(entry), word))],
])

/** Whether Kaltura would list the entry. Without a word about status or one id only READY entries are. */
export function matchesFilter(entry: CatalogueEntry, filter: EntryFilter): boolean {
  const named = ['statusEqual', 'statusIn', 'idEqual', 'redirectFromEntryId'].some((field) => isScalar(filter[field]))
  if (!named && entry.status !== entryStatus.ready) return false
  return Object.entries(filter).every(([field, wanted]) => {
    const condition = conditions.get(field)
    return !condition || !isScalar(wanted) || wanted === '' || condition(entry, String(wanted))
  })
}

const keys: ReadonlyMap<string, (entry: CatalogueEntry) => number | string> = new Map<string, (entry: CatalogueEntry) => number | string>([
  ['createdAt', (entry) => entry.createdAtMs],
  ['updatedAt', (entry) => entry.updatedAtMs],
  ['name', (entry) => entry.name],
  ['duration', durationS],
])

/** Sorts as `orderBy` says (`-createdAt`, `+name`); newest first without one. */
export function sortEntries(entries: readonly CatalogueEntry[], orderBy: string): readonly CatalogueEntry[] {
  const key = keys.get(orderBy.replace(/^[+-]/, '')) ?? ((entry) => entry.createdAtMs)
  const direction = orderBy.startsWith('+') ? 1 : -1
  return [...entries].sort((a, b) => (key(a) < key(b) ? -direction : key(a) > key(b) ? direction : 0))
}

function isScalar(value: unknown): value is string | number | boolean {
  return ['string', 'number', 'boolean'].includes(typeof value)
}

function isTagged(entry: CatalogueEntry, tag: string): boolean {
  return entry.tags.some((own) => own.toLowerCase() === tag.toLowerCase())
}

/** In the category or one below it. */
function isIn(entry: CatalogueEntry, fullName: string): boolean {
  return entry.categories.some((own) => own === fullName || own.startsWith(`${fullName}>`))
}

function textOf(entry: CatalogueEntry): string {
  return [entry.name, entry.description, ...entry.tags].join(' ')
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase())
}

function list(text: string): readonly string[] {
  return text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '')
}

function words(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '')
}
