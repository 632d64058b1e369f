import { z } from 'zod'
import type { AccountRecords } from '../account/account-records.ts'
import { kalturaUser, type User, userIdPattern, userStatus } from '../account/user.ts'
import { accountRefusals } from './account-refusals.ts'
import type { Action, Params, World } from './actions.ts'
import { type ApiException, refusals } from './exception.ts'
import { invalidField, type ObjectClass, type Properties, readObject, values } from './object-class.ts'
import { listObjects } from './object-list.ts'
import { items, present, textParameter } from './parameters.ts'

const { text, whole, flag } = values

/** KalturaUser. `externalId` stands in for the id where somebody wants it hashed; the sandbox's account hashes nobody. */
const userClass: ObjectClass = {
  name: 'KalturaUser',
  writable: {
    ...{
      id: text,
      type: whole,
      screenName: text,
      fullName: text,
      firstName: text,
      lastName: text,
      email: text,
      country: text,
      state: text,
    },
    ...{ city: text, zip: text, thumbnailUrl: text, description: text, tags: text, adminTags: text, gender: whole, status: whole },
    ...{ partnerData: text, indexedPartnerDataInt: whole, indexedPartnerDataString: text, dateOfBirth: whole, language: text, title: text },
    ...{ company: text, registrationInfo: text, attendanceInfo: text, userMode: whole, capabilities: text, ksPrivileges: text },
    ...{ isAdmin: flag, isGuest: flag, roleIds: text, externalId: text, allowedPartnerIds: text, allowedPartnerPackages: text },
  },
  readOnly: [
    'partnerId',
    'createdAt',
    'updatedAt',
    'storageSize',
    'lastLoginTime',
    'statusUpdatedAt',
    'deletedAt',
    'roleNames',
    'encryptedSeed',
  ],
  required: [],
}

const told = z.object({
  id: z.string().optional(),
  externalId: z.string().optional(),
  fullName: z.string().optional(),
  firstName: z.string().optional(),
  lastName: z.string().optional(),
  status: z.literal([userStatus.blocked, userStatus.active]).optional().catch(undefined),
  isAdmin: z.boolean().optional(),
  roleIds: z.string().optional(),
})

/** user.add, get, list, update and delete (kaltura/server UserService). */
export const userActions: readonly (readonly [string, Action])[] = [
  ['user.add', addUser],
  ['user.get', getUser],
  ['user.list', listUsers],
  ['user.update', updateUser],
  ['user.delete', deleteUser],
]

function addUser(params: Params, world: World) {
  const read = readObject(params.user, { parameter: 'user', classes: [userClass] })
  if (read.kind === 'refused') return read.why
  const { id, externalId } = told.parse(read.properties)
  const wanted = (externalId || id) ?? ''
  if (!userIdPattern.test(wanted)) return invalidField('id')
  if (world.records.users.find(wanted)) return accountRefusals.duplicateUser(wanted)
  const nowMs = world.now()
  const user: User = { id: wanted, status: 1, isAdmin: false, roleIds: [], told: {}, createdAtMs: nowMs, updatedAtMs: nowMs }
  return save(user, read.properties, world)
}

function getUser(params: Params, world: World) {
  const { bearer, records } = world
  const own = bearer.userId === '' ? '0' : bearer.userId
  const wanted = textParameter.safeParse(params.userId).data || own
  if (wanted !== own && !bearer.admin) return refusals.anotherUser(wanted)
  const user = records.users.find(wanted)
  if (user) return answer(user, world)
  // Nobody in particular is a user too, without a name.
  return wanted === '0' ? answer({ ...nobody, createdAtMs: world.now(), updatedAtMs: world.now() }, world) : accountRefusals.invalidUserId()
}

const nobody = { id: '0', status: userStatus.active, isAdmin: false, roleIds: [], told: { screenName: 'Unknown' } } as const

function listUsers(params: Params, world: World) {
  const users = world.records.users.all().map((user) => answer(user, world))
  return listObjects(users, params, { objectType: 'KalturaUserListResponse', classes: [userClass] })
}

function updateUser(params: Params, world: World) {
  const user = found(params, world)
  if (!('told' in user)) return user
  const read = readObject(params.user, { parameter: 'user', classes: [userClass], before: answer(user, world) })
  if (read.kind === 'refused') return read.why
  const { id = user.id, roleIds } = told.parse(read.properties)
  if (roleIds !== undefined && user.id === world.bearer.userId && roleIds !== user.roleIds.join(','))
    return accountRefusals.cannotChangeOwnRole()
  if (id !== user.id && !userIdPattern.test(id)) return invalidField('id')
  if (id !== user.id && world.records.users.find(id)) return accountRefusals.duplicateUser(id)
  const saved = save({ ...user, id }, read.properties, world)
  if (id !== user.id && !('code' in saved)) world.records.users.remove(user.id)
  return saved
}

/** The app tokens of a user go with them (AppToken::onUserDeleted). */
function deleteUser(params: Params, world: World) {
  const user = found(params, world)
  if (!('told' in user)) return user
  const { users, appTokens } = world.records
  users.remove(user.id)
  for (const token of appTokens.all().filter(({ sessionUserId }) => sessionUserId === user.id)) appTokens.remove(token.id)
  return { ...answer(user, world), status: userStatus.deleted }
}

function found(params: Params, { records }: World): User | ApiException {
  const id = textParameter.safeParse(params.userId)
  if (!id.success) return refusals.missingParameter('userId')
  return records.users.find(id.data) ?? accountRefusals.invalidUserId()
}

function save(user: User, properties: Properties, world: World): Record<string, unknown> {
  const { fullName, isAdmin = user.isAdmin, status = user.status, roleIds, ...names } = told.parse(properties)
  const roles = roleIds === undefined ? user.roleIds : items(roleIds).map(Number)
  if (roles.some((id) => !world.records.roles.find(id))) return { ...accountRefusals.userRoleNotFound() }
  const [first, ...rest] = names.firstName === undefined && fullName ? fullName.split(' ') : []
  const { id: _, ...others } = properties
  const changed: User = {
    ...user,
    ...present({ firstName: names.firstName ?? first, lastName: names.lastName ?? (first === undefined ? undefined : rest.join(' ')) }),
    status,
    isAdmin,
    roleIds: roles,
    told: { ...user.told, ...others },
    updatedAtMs: world.now(),
  }
  return answer(world.records.users.put(changed), world)
}

function answer(user: User, { account, records }: World): Record<string, unknown> {
  return kalturaUser(user, roleNames(user, records), account)
}

function roleNames({ roleIds }: User, { roles }: AccountRecords): readonly string[] {
  return roleIds.flatMap((id) => roles.find(id)?.name ?? [])
}
