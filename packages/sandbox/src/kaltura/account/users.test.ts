import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { kalturaObject, type Person, person } from '../../testing/kaltura-client-under-test.ts'
import { createSandboxKaltura, type SandboxKaltura } from '../sandbox-kaltura.ts'

const nowMs = 1_800_000_000_000
let sandbox: SandboxKaltura
let admin: Person

beforeAll(async () => {
  sandbox = await createSandboxKaltura({ now: () => nowMs })
  admin = await person(sandbox, { userId: 'root', type: 2 })
})
afterAll(() => sandbox.close())

describe('users', () => {
  test('an added user can be got, found, changed and deleted', async () => {
    const given = { id: 'discord_1', fullName: 'Ada King Lovelace', email: 'ada@example.org', tags: 'discord' }
    const added = await admin.call('user.add', kalturaObject('User', given))
    expect(added).toMatchObject({ id: 'discord_1', firstName: 'Ada', lastName: 'King Lovelace', fullName: 'Ada King Lovelace', status: 1 })
    expect(added).toMatchObject({ partnerId: 102, createdAt: nowMs / 1000, isAdmin: false, objectType: 'KalturaUser' })
    expect(await admin.call('user.get', 'discord_1')).toEqual(added)
    expect(await admin.call('user.listAction', kalturaObject('UserFilter', { idIn: 'discord_1,nobody' }))).toMatchObject({
      totalCount: 1,
      objects: [added],
      objectType: 'KalturaUserListResponse',
    })

    const changed = await admin.call('user.update', 'discord_1', kalturaObject('User', { id: 'discord_2', lastName: 'Byron' }))
    expect(changed).toMatchObject({ id: 'discord_2', fullName: 'Ada Byron', email: 'ada@example.org' })
    expect(await admin.call('user.get', 'discord_1')).toMatchObject({ code: 'INVALID_USER_ID', message: 'Invalid user id' })

    expect(await admin.call('user.deleteAction', 'discord_2')).toMatchObject({ id: 'discord_2', status: 2 })
    expect(await admin.call('user.get', 'discord_2')).toMatchObject({ code: 'INVALID_USER_ID' })
  })

  test.each(['discord:1', 'a b', 'ä', ''])('the id %j is refused', async (id) => {
    const refusal = { code: 'INVALID_FIELD_VALUE', message: 'value in field [id] is not valid', args: { FIELD_NAME: 'id' } }
    expect(await admin.call('user.add', kalturaObject('User', { id }))).toMatchObject(refusal)
  })

  test('there can be only one of an id, and it can be the one of a KS that was used', async () => {
    const tom = await person(sandbox, { userId: 'tom' })
    expect(await tom.call('user.get')).toMatchObject({ id: 'tom', fullName: 'tom' })
    expect(await admin.call('user.add', kalturaObject('User', { id: 'tom' }))).toMatchObject({
      code: 'DUPLICATE_USER_BY_ID',
      message: 'User with id [tom] already exists in system',
      args: { UID: 'tom' },
    })
  })

  test.each(['partnerId', 'createdAt', 'roleNames'])('%s is only read', async (property) => {
    const refused = await admin.call('user.add', { id: 'another', [property]: 1, objectType: 'KalturaUser' })
    expect(refused).toMatchObject({ code: 'PROPERTY_VALIDATION_NOT_UPDATABLE', args: { PROP_NAME: `KalturaUser::${property}` } })
  })

  test('a user tells nobody about others, and may add none', async () => {
    const mara = await person(sandbox)
    expect(await mara.call('user.get', 'root')).toMatchObject({ code: 'CANNOT_RETRIEVE_ANOTHER_USER_USING_NON_ADMIN_SESSION' })
    expect(await mara.call('user.add', kalturaObject('User', { id: 'friend' }))).toMatchObject({
      code: 'SERVICE_FORBIDDEN',
      args: { SERVICE: 'user->add' },
    })
    expect(await mara.call('user.listAction')).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })

  test('a blocked user is let in nowhere', async () => {
    const eve = await person(sandbox, { userId: 'eve' })
    await admin.call('user.add', kalturaObject('User', { id: 'eve' }))
    await admin.call('user.update', 'eve', kalturaObject('User', { status: 0 }))
    expect(await eve.call('user.get')).toMatchObject({ code: 'USER_BLOCKED', message: 'this user is blocked' })
  })
})

describe('app tokens', () => {
  test('an added token starts sessions, until it is deleted', async () => {
    const wanted = { hashType: 'SHA512', sessionPrivileges: 'sview:*', sessionDuration: 600, sessionType: 0, description: 'the bot' }
    const added = await admin.call('appToken.add', kalturaObject('AppToken', wanted))
    expect(added).toMatchObject({ ...wanted, status: 2, partnerId: 102, createdAt: nowMs / 1000, objectType: 'KalturaAppToken' })
    expect(added).toMatchObject({ id: expect.stringMatching(/^0_[a-z0-9]{8}$/), token: expect.stringMatching(/^[0-9a-f]{32}$/) })
    expect(await admin.call('appToken.get', added.id)).toEqual(added)

    const session = await start(added)
    expect(session).toMatchObject({ expiry: nowMs / 1000 + 600, privileges: `sview:*,sessionid:${added.id},apptoken:${added.id}` })
    expect(await admin.ask('appToken.deleteAction', added.id)).toBeNull()
    expect(await admin.call('session.get', session.ks)).toMatchObject({ userId: 'mara' })
    expect(await raw('user', 'get', { ks: session.ks })).toMatchObject({ code: 'INVALID_KS' })
    expect(await admin.call('appToken.get', added.id)).toMatchObject({ code: 'APP_TOKEN_ID_NOT_FOUND', args: { ID: added.id } })
  })

  test('a list knows all of them, and an update changes one', async () => {
    const { id } = await admin.call('appToken.add', kalturaObject('AppToken', { hashType: 'SHA256' }))
    expect(await admin.call('appToken.update', id, kalturaObject('AppToken', { sessionDuration: 60 }))).toMatchObject({
      id,
      sessionDuration: 60,
    })
    const filter = kalturaObject('AppTokenFilter', { idEqual: id })
    expect(await admin.call('appToken.listAction', filter)).toMatchObject({
      totalCount: 1,
      objects: [{ id, sessionDuration: 60, hashType: 'SHA256' }],
    })
  })

  test('a token of a user goes when the user does', async () => {
    const { id } = await admin.call('appToken.add', kalturaObject('AppToken', { sessionUserId: 'guest' }))
    expect(await admin.call('user.get', 'guest')).toMatchObject({ id: 'guest' })
    await admin.call('user.deleteAction', 'guest')
    expect(await admin.call('appToken.get', id)).toMatchObject({ code: 'APP_TOKEN_ID_NOT_FOUND' })
  })

  test('its user needs an id that Kaltura knows, and its value is not to be chosen', async () => {
    expect(await admin.call('appToken.add', kalturaObject('AppToken', { sessionUserId: 'discord:1' }))).toMatchObject({
      code: 'INVALID_FIELD_VALUE',
      args: { FIELD_NAME: 'sessionUserId' },
    })
    expect(await admin.call('appToken.add', { token: 'f'.repeat(32), objectType: 'KalturaAppToken' })).toMatchObject({
      code: 'PROPERTY_VALIDATION_NOT_UPDATABLE',
    })
  })

  test('a user may neither read nor make one', async () => {
    const mara = await person(sandbox)
    expect(await mara.call('appToken.get', sandbox.appToken.id)).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
    expect(await mara.call('appToken.add', kalturaObject('AppToken'))).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })
})

describe('roles', () => {
  test("Kaltura's own are there, and partner 0's", async () => {
    const filter = kalturaObject('UserRoleFilter', { systemNameEqual: 'PLAYBACK_BASE_ROLE' })
    const permissionNames = 'PLAYBACK_BASE_PERMISSION,WIDGET_SESSION_PERMISSION'
    expect(await admin.call('userRole.listAction', filter)).toMatchObject({ totalCount: 1, objects: [{ partnerId: 0, permissionNames }] })
  })

  test('a KS with a role does what the role permits, and nothing else', async () => {
    const player = await person(sandbox, { privileges: 'sview:0_lec01abc,setrole:PLAYBACK_BASE_ROLE' })
    expect(await player.call('baseEntry.getPlaybackContext', '0_lec01abc', kalturaObject('PlaybackContextOptions'))).toMatchObject({
      actions: [],
    })
    expect(await player.call('baseEntry.deleteAction', '0_lec01abc')).toMatchObject({
      code: 'SERVICE_FORBIDDEN',
      message: 'The access to service [baseentry->delete] is forbidden',
    })
  })

  test('even an administrator is held to the role in the KS', async () => {
    const held = await person(sandbox, { type: 2, privileges: 'setrole:PLAYBACK_BASE_ROLE' })
    expect(await held.call('user.listAction')).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })

  test('a role of the account may be taken on by id, and by whoever has it', async () => {
    const role = { name: 'Librarian', permissionNames: 'ADMIN_BASE, CONTENT_MANAGE_BASE' }
    const added = await admin.call('userRole.add', kalturaObject('UserRole', role))
    expect(added).toMatchObject({ name: 'Librarian', permissionNames: 'ADMIN_BASE,CONTENT_MANAGE_BASE', status: 1, partnerId: 102 })
    expect(await admin.call('userRole.get', added.id)).toEqual(added)

    const byKs = await person(sandbox, { privileges: `setrole:${added.id}` })
    expect(await byKs.call('user.listAction')).toMatchObject({ objectType: 'KalturaUserListResponse' })
    await admin.call('user.add', kalturaObject('User', { id: 'libby', roleIds: `${added.id}` }))
    const libby = await person(sandbox, { userId: 'libby' })
    expect(await libby.call('user.listAction')).toMatchObject({ objectType: 'KalturaUserListResponse' })
    expect(await libby.call('baseEntry.deleteAction', '0_lec01abc')).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })

  test.each([
    ['without a name', {}, 'PROPERTY_VALIDATION_CANNOT_BE_NULL'],
    ['with a permission that there is not', { name: 'Odd', permissionNames: 'NO_SUCH' }, 'PERMISSION_NOT_FOUND'],
    ['under a name that is taken', { name: 'Taken' }, 'ROLE_NAME_ALREADY_EXISTS'],
  ])('a role %s is refused', async (_, role, code) => {
    await admin.call('userRole.add', kalturaObject('UserRole', { name: 'Taken' }))
    expect(await admin.call('userRole.add', kalturaObject('UserRole', role))).toMatchObject({ code })
  })

  test('an unknown role lets nobody in', async () => {
    const lost = await person(sandbox, { privileges: 'setrole:NO_SUCH_ROLE' })
    expect(await lost.call('baseEntry.get', '0_welc0me1')).toMatchObject({ code: 'INVALID_OBJECT_ID', args: { ID: 'N/A' } })
    expect(await admin.call('userRole.get', 4)).toMatchObject({ code: 'INVALID_OBJECT_ID', args: { ID: '4' } })
  })
})

async function start({ id, token }: Record<string, unknown>): Promise<Record<string, unknown>> {
  const mara = await person(sandbox)
  const hash = createHash('sha512').update(`${mara.ks}${token}`).digest('hex')
  return mara.call('appToken.startSession', id, hash, 'mara')
}

async function raw(service: string, action: string, params: object): Promise<unknown> {
  const url = `${sandbox.apiUrl}/api_v3/service/${service}/action/${action}`
  return (await fetch(url, { method: 'POST', body: JSON.stringify(params) })).json()
}
