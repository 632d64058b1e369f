import { z } from 'zod'
import { knownPermissions } from '../account/action-permissions.ts'
import { kalturaRole, type Role } from '../account/role.ts'
import { accountRefusals } from './account-refusals.ts'
import type { Action, Params, World } from './actions.ts'
import { refusals } from './exception.ts'
import { type ObjectClass, readObject, values } from './object-class.ts'
import { listObjects } from './object-list.ts'
import { idParameter, items, present } from './parameters.ts'

const { text, whole } = values

const roleClass: ObjectClass = {
  name: 'KalturaUserRole',
  writable: { name: text, systemName: text, description: text, status: whole, permissionNames: text, tags: text },
  readOnly: ['id', 'partnerId', 'createdAt', 'updatedAt'],
  required: ['name'],
}

const told = z.object({
  name: z.string(),
  systemName: z.string().optional(),
  description: z.string().default(''),
  tags: z.string().optional(),
  status: z.literal([1, 2]).default(1).catch(1),
  permissionNames: z.string().default(''),
})

/** userRole.add, get and list (kaltura/server UserRoleService). Kaltura's own roles can be read by everyone who may read any. */
export const userRoleActions: readonly (readonly [string, Action])[] = [
  ['userrole.add', addRole],
  ['userrole.get', getRole],
  ['userrole.list', listRoles],
]

function addRole(params: Params, { account, records, now }: World) {
  const read = readObject(params.userRole, { parameter: 'userRole', classes: [roleClass] })
  if (read.kind === 'refused') return read.why
  const { permissionNames, systemName, tags, ...given } = told.parse(read.properties)
  if (records.roles.all().some(({ name, global }) => !global && name === given.name)) return accountRefusals.roleNameExists()
  const permissions = items(permissionNames)
  const unknown = permissions.find((name) => name !== '*' && !knownPermissions.has(name))
  if (unknown !== undefined)
    return accountRefusals.permissionNotFound(`Permission [${unknown}] was not found for partner [${account.partnerId}]`)
  const made: Role = {
    ...given,
    ...present({ systemName, tags }),
    id: records.nextId(),
    permissionNames: permissions,
    global: false,
    createdAtMs: now(),
    updatedAtMs: now(),
  }
  return kalturaRole(records.roles.put(made), account)
}

function getRole(params: Params, { account, records }: World) {
  const id = idParameter.safeParse(params.userRoleId)
  if (!id.success) return refusals.missingParameter('userRoleId')
  const role = records.roles.find(id.data)
  return role ? kalturaRole(role, account) : accountRefusals.invalidObjectId(id.data)
}

function listRoles(params: Params, { account, records }: World) {
  const roles = records.roles.all().map((role) => kalturaRole(role, account))
  return listObjects(roles, params, { objectType: 'KalturaUserRoleListResponse', classes: [roleClass] })
}
