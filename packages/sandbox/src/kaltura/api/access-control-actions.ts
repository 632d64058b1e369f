import { z } from 'zod'
import { type AccessProfile, accessRule, kalturaAccessProfile } from '../account/access-profile.ts'
import { accountRefusals } from './account-refusals.ts'
import type { Action, Params, World } from './actions.ts'
import { type ApiException, refusals } from './exception.ts'
import { type ObjectClass, type Properties, readObject, tooShort, values } from './object-class.ts'
import { listObjects } from './object-list.ts'
import { idParameter, present } from './parameters.ts'

const { text, flag, objects } = values

const accessProfileClass: ObjectClass = {
  name: 'KalturaAccessControlProfile',
  writable: { name: text, systemName: text, description: text, isDefault: flag, rules: objects },
  readOnly: ['id', 'partnerId', 'createdAt', 'updatedAt'],
  required: ['name'],
}

const told = z.object({
  name: z.string().optional(),
  systemName: z.string().optional(),
  description: z.string().optional(),
  isDefault: z.boolean().optional(),
})

/** accessControlProfile.add, get, list, update and delete (kaltura/server AccessControlProfileService). One of the profiles is the account's default. */
export const accessControlActions: readonly (readonly [string, Action])[] = [
  ['accesscontrolprofile.add', addProfile],
  ['accesscontrolprofile.get', (params, world) => withProfile(params, world, (profile) => kalturaAccessProfile(profile, world.account))],
  ['accesscontrolprofile.list', listProfiles],
  ['accesscontrolprofile.update', updateProfile],
  ['accesscontrolprofile.delete', deleteProfile],
]

function addProfile(params: Params, world: World) {
  const parameter = 'accessControlProfile'
  const read = readObject(params[parameter], { parameter, classes: [accessProfileClass] })
  if (read.kind === 'refused') return read.why
  const times = { createdAtMs: world.now(), updatedAtMs: world.now() }
  return save({ id: world.records.nextId(), name: '', isDefault: false, rules: [], ...times }, read.properties, world)
}

function listProfiles(params: Params, { account, records }: World) {
  const profiles = records.accessProfiles.all().map((profile) => kalturaAccessProfile(profile, account))
  return listObjects(profiles, params, { objectType: 'KalturaAccessControlProfileListResponse', classes: [accessProfileClass] })
}

function updateProfile(params: Params, world: World) {
  return withProfile(params, world, (profile) => {
    const parameter = 'accessControlProfile'
    const before = kalturaAccessProfile(profile, world.account)
    const read = readObject(params[parameter], { parameter, classes: [accessProfileClass], before })
    return read.kind === 'refused' ? read.why : save(profile, read.properties, world)
  })
}

/** Entries of a profile that goes get the account's default. */
function deleteProfile(params: Params, world: World) {
  return withProfile(params, world, (profile) => {
    if (profile.isDefault) return accountRefusals.defaultAccessControl()
    const standard = world.records.accessProfiles.all().find(({ isDefault }) => isDefault)
    for (const entry of world.catalogue.all().filter(({ accessControlId }) => accessControlId === profile.id))
      world.catalogue.put({ ...entry, ...(standard && { accessControlId: standard.id }) })
    world.records.accessProfiles.remove(profile.id)
    return null
  })
}

function withProfile<Result>(params: Params, { records }: World, use: (profile: AccessProfile) => Result): Result | ApiException {
  const id = idParameter.safeParse(params.id)
  if (!id.success) return refusals.missingParameter('id')
  const profile = records.accessProfiles.find(id.data)
  return profile ? use(profile) : accountRefusals.accessControlNotFound(id.data)
}

function save(profile: AccessProfile, properties: Properties, { account, records, now }: World): Record<string, unknown> | ApiException {
  const given = told.parse(properties)
  if (given.name === '') return tooShort('KalturaAccessControlProfile::name', 1)
  const { accessProfiles } = records
  if (given.systemName && accessProfiles.all().some(({ id, systemName }) => id !== profile.id && systemName === given.systemName))
    return accountRefusals.systemNameExists(given.systemName)
  const rules = z
    .array(accessRule)
    .max(100)
    .default([...profile.rules])
    .safeParse(properties.rules)
  if (!rules.success) return refusals.invalidObjectType('KalturaRule')
  const others = accessProfiles.all().filter(({ id, isDefault }) => isDefault && id !== profile.id)
  if (given.isDefault) for (const other of others) accessProfiles.put({ ...other, isDefault: false })
  return kalturaAccessProfile(accessProfiles.put({ ...profile, ...present(given), rules: rules.data, updatedAtMs: now() }), account)
}
