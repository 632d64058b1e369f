import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { kalturaObject, type Person, person } from '../../testing/kaltura-client-under-test.ts'
import { createSandboxKaltura, type SandboxKaltura } from '../sandbox-kaltura.ts'

const entryId = '0_welc0me1'
const block = { objectType: 'KalturaAccessControlBlockAction' }
const context = z.looseObject({
  actions: z.array(z.unknown()),
  messages: z.array(z.unknown()),
  flavorAssets: z.array(z.looseObject({ id: z.string() })),
})
let sandbox: SandboxKaltura
let admin: Person

beforeEach(async () => {
  sandbox = await createSandboxKaltura()
  admin = await person(sandbox, { userId: 'root', type: 2 })
})
afterEach(() => sandbox.close())

describe('access control profiles', () => {
  test('can be added, read, changed and deleted, rules and all', async () => {
    const rule = {
      description: 'Only where we live',
      message: 'Not here',
      code: 'ELSEWHERE',
      conditions: [{ objectType: 'KalturaCountryCondition', not: true, values: [{ value: 'DE', objectType: 'KalturaStringValue' }] }],
      actions: [block],
      contexts: [{ type: 1, objectType: 'KalturaAccessControlContextTypeHolder' }],
      objectType: 'KalturaRule',
    }
    const added = await addProfile({ name: 'At home', systemName: 'home', rules: [rule] })
    expect(added).toMatchObject({ name: 'At home', isDefault: false, rules: [{ ...rule, actions: [{ type: 1, ...block }] }] })
    expect(added).toMatchObject({ rules: [{ conditions: [{ type: 2, not: true }], stopProcessing: false, forceAdminValidation: false }] })
    expect(await admin.call('accessControlProfile.get', added.id)).toEqual(added)
    const filter = kalturaObject('AccessControlProfileFilter', { systemNameEqual: 'home' })
    expect(await admin.call('accessControlProfile.listAction', filter)).toMatchObject({ totalCount: 1, objects: [added] })
    const change = kalturaObject('AccessControlProfile', { name: 'At work' })
    expect(await admin.call('accessControlProfile.update', added.id, change)).toMatchObject({
      name: 'At work',
      systemName: 'home',
      rules: [{}],
    })
    expect(await admin.ask('accessControlProfile.deleteAction', added.id)).toBeNull()
    expect(await admin.call('accessControlProfile.get', added.id)).toMatchObject({ code: 'ACCESS_CONTROL_ID_NOT_FOUND' })
  })

  test('the first one is the default, and stays', async () => {
    const { accessControlId } = await admin.call('baseEntry.get', entryId)
    expect(await admin.call('accessControlProfile.get', accessControlId)).toMatchObject({ isDefault: true, rules: [] })
    expect(await admin.call('accessControlProfile.deleteAction', accessControlId)).toMatchObject({
      code: 'CANNOT_DELETE_DEFAULT_ACCESS_CONTROL',
    })
  })

  test('are refused without a name, with a name of another, and with a condition that nobody can judge', async () => {
    await addProfile({ name: 'one', systemName: 'one' })
    expect(await addProfile({})).toMatchObject({ code: 'PROPERTY_VALIDATION_CANNOT_BE_NULL' })
    expect(await addProfile({ name: 'two', systemName: 'one' })).toMatchObject({
      code: 'SYSTEM_NAME_ALREADY_EXISTS',
      args: { SYS_NAME: 'one' },
    })
    const moon = [{ conditions: [{ objectType: 'KalturaMoonCondition' }], objectType: 'KalturaRule' }]
    expect(await addProfile({ name: 'three', rules: moon })).toMatchObject({ code: 'INVALID_OBJECT_TYPE' })
  })

  test('are for administrators only, and so is giving one to an entry', async () => {
    const owner = await person(sandbox, { userId: 'prof.okafor' })
    expect(await owner.call('accessControlProfile.listAction')).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
    expect(await owner.call('baseEntry.update', entryId, kalturaObject('BaseEntry', { accessControlId: 1001 }))).toEqual({
      code: 'PROPERTY_VALIDATION_NO_UPDATE_PERMISSION',
      message: 'Current user does not have permission to update property "KalturaBaseEntry::accessControlId"',
      args: { PROP: 'KalturaBaseEntry::accessControlId' },
      objectType: 'KalturaAPIException',
    })
    expect(await admin.call('baseEntry.update', entryId, kalturaObject('BaseEntry', { accessControlId: 7 }))).toMatchObject({
      code: 'ACCESS_CONTROL_ID_NOT_FOUND',
    })
  })
})

describe('a rule that blocks', () => {
  test('keeps a viewer from the playback context and from the manifest, and says why', async () => {
    await protect([{ message: 'Closed', code: 'CLOSED', actions: [block] }])
    const viewer = await person(sandbox, { privileges: 'sview:*' })
    expect(await play(viewer)).toMatchObject({
      sources: [],
      flavorAssets: [],
      actions: [{ type: 1, objectType: 'KalturaAccessControlBlockAction' }],
      messages: [{ message: 'Closed', code: 'CLOSED', objectType: 'KalturaAccessControlMessage' }],
    })
    expect((await manifest(viewer)).headers.get('x-kaltura')).toBe('error-3')
  })

  test('lets an administrator pass, unless it holds for administrators too', async () => {
    await protect([{ actions: [block] }])
    expect(await play(admin)).toMatchObject({ actions: [], sources: [{}] })
    await protect([{ actions: [block], forceAdminValidation: true }])
    expect(await play(admin)).toMatchObject({ actions: [block], sources: [] })
  })

  test.each([
    ['nothing', 'sview:0_lec01abc', 1],
    ['sview for the entry', 'sview:0_welc0me1', 0],
    ['sview for everything', 'sview:*', 0],
  ])('asks for a KS with %s', async (_, privileges, blocks) => {
    await protect([{ conditions: [{ objectType: 'KalturaAuthenticatedCondition', not: true }], actions: [block] }])
    expect((await play(await person(sandbox, { privileges }))).actions).toHaveLength(blocks)
  })

  test.each([
    [
      'the page that the player names',
      { objectType: 'KalturaSiteCondition' },
      'discordsays.com',
      { referrer: 'https://1.discordsays.com/x' },
    ],
    ['the page itself', { objectType: 'KalturaSiteCondition' }, '1.discordsays.com', { referrer: 'https://1.discordsays.com' }],
    ['what the player says it is', { objectType: 'KalturaUserAgentCondition' }, 'Discord.*', { userAgent: 'Mozilla discord/1.0' }],
    ['an address', { objectType: 'KalturaIpAddressCondition' }, '127.0.0.1', {}],
    ['a range of addresses', { objectType: 'KalturaIpAddressCondition' }, '127.0.0.0/8', {}],
    ['addresses from to', { objectType: 'KalturaIpAddressCondition' }, '126.0.0.0-127.255.0.0', {}],
  ])('knows %s', async (_, condition, value, options) => {
    const values = [{ value, objectType: 'KalturaStringValue' }]
    await protect([{ conditions: [{ ...condition, values }], actions: [block] }])
    const viewer = await person(sandbox)
    expect((await play(viewer, options)).actions).toHaveLength(1)
    await protect([{ conditions: [{ ...condition, not: true, values }], actions: [block] }])
    expect((await play(viewer, options)).actions).toEqual([])
  })

  test.each([
    ['KalturaSiteCondition', 'discordsays.com.evil.example'],
    ['KalturaUserAgentCondition', '('],
    ['KalturaIpAddressCondition', '10.0.0.0/8'],
    ['KalturaIpAddressCondition', 'nonsense'],
    ['KalturaCountryCondition', 'DE'],
  ])('a %s of %j is not fulfilled here', async (objectType, value) => {
    await protect([{ conditions: [{ objectType, values: [{ value, objectType: 'KalturaStringValue' }] }], actions: [block] }])
    expect((await play(await person(sandbox), { referrer: 'https://1.discordsays.com' })).actions).toEqual([])
  })

  test('counts in its contexts only', async () => {
    const contexts = [{ type: 2, objectType: 'KalturaAccessControlContextTypeHolder' }]
    await protect([{ actions: [block], contexts }])
    expect((await play(await person(sandbox))).actions).toEqual([])
  })

  test('every fulfilled rule speaks, until one that stops the others', async () => {
    await protect([
      { message: 'one', code: 'A' },
      { message: 'two', code: 'B', stopProcessing: true },
      { message: 'three', code: 'C' },
    ])
    expect((await play(await person(sandbox))).messages).toMatchObject([{ code: 'A' }, { code: 'B' }])
  })
})

describe('a rule that limits', () => {
  test('renditions leaves some of them, in the playback context and in the manifest', async () => {
    const limit = { objectType: 'KalturaAccessControlLimitFlavorsAction', flavorParamsIds: '180', isBlockedList: false }
    await protect([{ actions: [limit] }], '0_lec01abc')
    const viewer = await person(sandbox, { privileges: 'sview:*' })
    const { flavorAssets, actions } = await play(viewer, {}, '0_lec01abc')
    expect(flavorAssets).toMatchObject([{ flavorParamsId: 180 }])
    expect(actions).toMatchObject([{ type: 3, flavorParamsIds: '180', isBlockedList: false }])
    const playlist = await (await manifest(viewer, '0_lec01abc', 'applehttp')).text()
    expect(playlist).toContain('320x180')
    expect(playlist).not.toContain('640x360')
  })

  test('renditions may name those that are not to be played', async () => {
    const limit = { objectType: 'KalturaAccessControlLimitFlavorsAction', flavorParamsIds: '180', isBlockedList: true }
    await protect([{ actions: [limit] }], '0_lec01abc')
    const { flavorAssets } = await play(await person(sandbox, { privileges: 'sview:*' }), {}, '0_lec01abc')
    expect(flavorAssets).toMatchObject([{ flavorParamsId: 360 }])
  })

  test('the length is told to the player', async () => {
    await protect([{ actions: [{ objectType: 'KalturaAccessControlPreviewAction', limit: 30 }] }])
    expect(await play(await person(sandbox))).toMatchObject({ actions: [{ type: 2, limit: 30 }], sources: [{}] })
  })
})

function addProfile(fields: object): Promise<Record<string, unknown>> {
  return admin.call('accessControlProfile.add', kalturaObject('AccessControlProfile', fields))
}

async function protect(rules: readonly object[], id = entryId): Promise<void> {
  const profile = await addProfile({ name: 'Made by a test', rules: rules.map((rule) => ({ ...rule, objectType: 'KalturaRule' })) })
  await admin.call('baseEntry.update', id, kalturaObject('BaseEntry', { accessControlId: profile.id }))
}

async function play(by: Person, options: object = {}, id = entryId) {
  return context.parse(await by.call('baseEntry.getPlaybackContext', id, kalturaObject('PlaybackContextOptions', options)))
}

function manifest(by: Person, id = entryId, format = 'url'): Promise<Response> {
  const url = `${sandbox.apiUrl}/p/102/sp/10200/playManifest/entryId/${id}/format/${format}/ks/${by.ks}/a.m3u8`
  return fetch(url, { redirect: 'manual' })
}
