import { z } from 'zod'
import { mayPerform } from '../account/permissions.ts'
import { type CatalogueEntry, entryStatus } from '../entry.ts'
import { accountRefusals } from './account-refusals.ts'
import type { Action, Params, World } from './actions.ts'
import { findEntry } from './entry-actions.ts'
import { entryAnswer } from './entry-answer.ts'
import { baseEntryClass, liveEntryClass, mediaEntryClass } from './entry-class.ts'
import { type ApiException, apiException } from './exception.ts'
import { type ObjectClass, type Properties, readObject } from './object-class.ts'
import { items } from './parameters.ts'

const told = z.object({
  name: z.string().optional(),
  description: z.string().optional(),
  tags: z.string().optional(),
  userId: z.string().optional(),
  categories: z.string().optional(),
  accessControlId: z.number().optional(),
  referenceId: z.string().optional(),
  startDate: z.number().optional(),
  entitledUsersEdit: z.string().optional(),
  entitledUsersPublish: z.string().optional(),
  entitledUsersView: z.string().optional(),
})

/** Kaltura keeps these from a user without the permission (deployment/permissions/object.KalturaBaseEntry.ini). */
const managed = ['accessControlId', 'startDate', 'endDate', 'entitledUsersEdit', 'entitledUsersPublish', 'adminTags']

/** baseEntry and media: add (an entry without content, status 7), update and delete. */
export const entryEditing: readonly (readonly [string, Action])[] = [
  ['baseentry.add', (params, world) => addEntry('entry', [mediaEntryClass, baseEntryClass], params, world)],
  ['media.add', (params, world) => addEntry('entry', [mediaEntryClass], params, world)],
  ['baseentry.update', (params, world) => updateEntry('baseEntry', params, world)],
  ['media.update', (params, world) => updateEntry('mediaEntry', params, world)],
  ['baseentry.delete', deleteEntry],
  ['media.delete', deleteEntry],
]

function addEntry(parameter: string, classes: readonly ObjectClass[], params: Params, world: World) {
  const read = readObject(params[parameter], { parameter, classes })
  if (read.kind === 'refused') return read.why
  const { bearer, records, now } = world
  const userId = told.parse(read.properties).userId ?? bearer.userId
  const refused = keptFrom(read.properties, 'insert', read.of, world)
  if (refused) return refused
  if (userId !== bearer.userId && !bearer.admin) return accountRefusals.notTheOwner()
  const made: CatalogueEntry = {
    ...{ id: records.newId(), name: '', description: '', tags: [], categories: [], userId, status: entryStatus.noContent },
    ...{ access: 'public', manifest: 'absolute', createdAtMs: now(), updatedAtMs: now() },
  }
  if (userId !== '') records.userNamed(userId)
  return save(made, read.properties, params, world)
}

/** For the owner, who holds `edit` for it, who was made an editor of it, and an ADMIN KS. */
function updateEntry(parameter: string, params: Params, world: World) {
  const entry = findEntry(params, world)
  if ('objectType' in entry) return entry
  if (!mayEdit(entry, world) && !entry.entitledUsers?.edit?.includes(world.bearer.userId)) return accountRefusals.notTheOwner()
  const classes = [baseEntryClass, mediaEntryClass, liveEntryClass]
  const read = readObject(params[parameter], { parameter, classes, before: entryAnswer(entry, {}, world) })
  if (read.kind === 'refused') return read.why
  const refused = keptFrom(read.properties, 'update', read.of, world)
  if (refused) return refused
  const { userId = entry.userId } = told.parse(read.properties)
  if (userId !== entry.userId && !world.bearer.admin && !world.bearer.allows('edituser', userId)) return accountRefusals.notTheOwner()
  if (userId !== '') world.records.userNamed(userId)
  return save(entry, read.properties, params, world)
}

function deleteEntry(params: Params, world: World) {
  const entry = findEntry(params, world)
  if ('objectType' in entry) return entry
  if (!mayEdit(entry, world)) return accountRefusals.notTheOwner()
  world.catalogue.remove(entry.id)
  return null
}

function mayEdit(entry: CatalogueEntry, { bearer }: World): boolean {
  return bearer.admin || bearer.allows('edit', entry.id) || (bearer.userId !== '' && entry.userId === bearer.userId)
}

function keptFrom(properties: Properties, how: 'insert' | 'update', { name }: ObjectClass, { bearer, records }: World) {
  const property = managed.find((one) => properties[one] !== undefined)
  if (property === undefined || mayPerform('entry.manage', bearer, records) === 'yes') return undefined
  const full = `${name}::${property}`
  const text = `Current user does not have permission to ${how} property "${full}"`
  return apiException(`PROPERTY_VALIDATION_NO_${how.toUpperCase()}_PERMISSION`, text, { PROP: full })
}

function save(entry: CatalogueEntry, properties: Properties, params: Params, world: World): Record<string, unknown> | ApiException {
  const { records, catalogue, now } = world
  const { tags, categories, startDate, entitledUsersEdit, entitledUsersPublish, entitledUsersView, ...given } = told.parse(properties)
  if (given.accessControlId !== undefined && !records.accessProfiles.find(given.accessControlId))
    return accountRefusals.accessControlNotFound(given.accessControlId)
  const known = new Set(['categoriesIds', 'type', ...Object.keys(told.shape)])
  const others = Object.fromEntries(Object.entries(properties).filter(([name]) => !known.has(name)))
  const users = (text: string | undefined, before: readonly string[] = []) => (text === undefined ? before : items(text))
  const { edit, publish, view } = entry.entitledUsers ?? {}
  const changed: CatalogueEntry = {
    ...entry,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(tags !== undefined && { tags: items(tags) }),
    ...(categories !== undefined && { categories: items(categories) }),
    ...(startDate !== undefined && { startsAtMs: startDate * 1000 }),
    entitledUsers: {
      edit: users(entitledUsersEdit, edit),
      publish: users(entitledUsersPublish, publish),
      view: users(entitledUsersView, view),
    },
    told: { ...entry.told, ...others },
    updatedAtMs: now(),
  }
  records.adopt(changed)
  catalogue.put(changed)
  return entryAnswer(changed, params, world)
}
