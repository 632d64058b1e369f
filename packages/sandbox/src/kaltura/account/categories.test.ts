import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kalturaObject, type Person, person } from '../../testing/kaltura-client-under-test.ts'
import { createSandboxKaltura, type SandboxKaltura } from '../sandbox-kaltura.ts'

const lecture = '0_lec01abc'
const free = { type: 2, privileges: 'disableentitlement' } as const
let sandbox: SandboxKaltura
/** An administrator whom entitlement doesn't hold. */
let admin: Person

beforeEach(async () => {
  sandbox = await createSandboxKaltura()
  admin = await person(sandbox, { userId: 'root', ...free })
})
afterEach(() => sandbox.close())

describe('categories', () => {
  test('are the ones that entries are in, as a tree', async () => {
    const [university, lectures] = [await named('university'), await named('university>lectures')]
    expect(university).toMatchObject({ depth: 0, parentId: 0, fullIds: `${university.id}`, objectType: 'KalturaCategory' })
    expect(lectures).toMatchObject({
      depth: 1,
      parentId: university.id,
      fullIds: `${university.id}>${lectures.id}`,
      privacy: 1,
      userJoinPolicy: 3,
    })
    expect(await admin.call('category.get', lectures.id)).toEqual(lectures)
  })

  test('a new one takes entries, which tell of it', async () => {
    const lectures = await named('university>lectures')
    const added = await admin.call(
      'category.add',
      kalturaObject('Category', { name: 'first year', parentId: lectures.id, tags: 'discord' }),
    )
    expect(added).toMatchObject({ fullName: 'university>lectures>first year', depth: 2, status: 2, directEntriesCount: 0 })

    const put = await admin.call('categoryEntry.add', kalturaObject('CategoryEntry', { categoryId: added.id, entryId: lecture }))
    expect(put).toMatchObject({ categoryId: added.id, entryId: lecture, status: 2, categoryFullIds: added.fullIds })
    const filter = kalturaObject('CategoryEntryFilter', { entryIdEqual: lecture })
    expect(await admin.call('categoryEntry.listAction', filter)).toMatchObject({
      totalCount: 2,
      objectType: 'KalturaCategoryEntryListResponse',
    })
    expect(await admin.call('baseEntry.get', lecture)).toMatchObject({ categoriesIds: `${lectures.id},${added.id}` })
    const byCategory = kalturaObject('MediaEntryFilter', { categoriesIdsMatchOr: `${added.id}` })
    expect(await admin.call('media.listAction', byCategory)).toMatchObject({ totalCount: 1, objects: [{ id: lecture }] })

    expect(await admin.ask('categoryEntry.deleteAction', lecture, added.id)).toBeNull()
    expect(await admin.call('category.get', added.id)).toMatchObject({ directEntriesCount: 0 })
  })

  test('a new name is a new name for everything in it', async () => {
    const university = await named('university')
    await admin.call('category.update', university.id, kalturaObject('Category', { name: 'college' }))
    expect(await admin.call('baseEntry.get', lecture)).toMatchObject({ categories: 'college>lectures' })
  })

  test('a deleted one leaves its entries to the one above, or to nobody', async () => {
    await admin.ask('category.deleteAction', (await named('university>lectures')).id)
    expect(await admin.call('baseEntry.get', lecture)).toMatchObject({ categories: 'university' })
    await admin.ask('category.deleteAction', (await named('university')).id, 0)
    expect(await admin.call('baseEntry.get', lecture)).not.toHaveProperty('categories')
  })

  test.each([
    ['a name that is taken', { name: 'university' }, 'DUPLICATE_CATEGORY', 'The category "university" already exists'],
    ['no name', {}, 'PROPERTY_VALIDATION_CANNOT_BE_NULL', 'The property "KalturaCategory::name" cannot be null'],
    ['a parent that there is not', { name: 'x', parentId: 7 }, 'PARENT_CATEGORY_NOT_FOUND', 'Parent category id "7" not found'],
    ['a short privacy context', { name: 'x', privacyContext: 'abc' }, 'PRIVACY_CONTEXT_INVALID_STRING', 'Privacy context is invalid "abc"'],
    [
      'privacy without a context',
      { name: 'x', privacy: 3 },
      'CANNOT_SET_PRIVACY_FIELD_WITH_NO_PRIVACY_CONTEXT',
      'Cannot set privacy field when privacy context is not set on the categroy',
    ],
  ])('%s is refused', async (_, category, code, message) => {
    expect(await admin.call('category.add', kalturaObject('Category', category))).toMatchObject({ code, message })
  })

  test('refusals of entries and members name what is missing', async () => {
    const { id } = await named('university>lectures')
    const put = (fields: object) => admin.call('categoryEntry.add', kalturaObject('CategoryEntry', fields))
    expect(await put({ categoryId: id, entryId: lecture })).toMatchObject({ code: 'CATEGORY_ENTRY_ALREADY_EXISTS' })
    expect(await put({ categoryId: id, entryId: '0_nobody00' })).toMatchObject({ code: 'INVALID_ENTRY_ID', args: { ID: '0_nobody00' } })
    expect(await put({ categoryId: 7, entryId: lecture })).toMatchObject({ code: 'CATEGORY_NOT_FOUND', args: { ID: '7' } })
    expect(await admin.call('categoryEntry.deleteAction', lecture, 7)).toMatchObject({ code: 'ENTRY_IS_NOT_ASSIGNED_TO_CATEGORY' })
    expect(await admin.call('categoryUser.listAction')).toMatchObject({ code: 'MUST_FILTER_USERS_OR_CATEGORY' })
    expect(await admin.call('categoryUser.get', id, 'stranger')).toMatchObject({ code: 'INVALID_USER_ID' })
    const mara = await person(sandbox)
    expect(await mara.call('categoryEntry.listAction')).toMatchObject({ code: 'MUST_FILTER_ON_ENTRY_OR_CATEGORY' })
    const ofLecture = kalturaObject('CategoryEntryFilter', { entryIdEqual: lecture })
    expect(await mara.call('categoryEntry.listAction', ofLecture)).toMatchObject({ totalCount: 1, objects: [{ categoryId: id }] })
    const ofNobody = kalturaObject('CategoryEntryFilter', { entryIdEqual: '0_nobody00' })
    expect(await mara.call('categoryEntry.listAction', ofNobody)).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND' })
    expect(await mara.call('category.add', kalturaObject('Category', { name: 'mine' }))).toMatchObject({ code: 'SERVICE_FORBIDDEN' })
  })

  test('members come and go', async () => {
    const club = await makeClub({ privacy: 3 })
    const added = await admin.call(
      'categoryUser.add',
      kalturaObject('CategoryUser', { categoryId: club.id, userId: 'mara', permissionLevel: 2 }),
    )
    expect(added).toMatchObject({ userId: 'mara', permissionLevel: 2, status: 1, permissionNames: 'CATEGORY_CONTRIBUTE,CATEGORY_VIEW' })
    expect(await admin.call('categoryUser.add', kalturaObject('CategoryUser', { categoryId: club.id, userId: 'mara' }))).toMatchObject({
      code: 'CATEGORY_USER_ALREADY_EXISTS',
    })
    const filter = kalturaObject('CategoryUserFilter', { categoryIdEqual: club.id, userIdEqual: 'mara' })
    expect(await admin.call('categoryUser.listAction', filter)).toMatchObject({ totalCount: 1, objects: [added] })
    expect(await admin.ask('categoryUser.deleteAction', club.id, 'mara')).toBeNull()
    expect(await admin.call('categoryUser.get', club.id, 'mara')).toMatchObject({
      code: 'INVALID_CATEGORY_USER_ID',
      args: { CAT: `${club.id}`, USER: 'mara' },
    })
  })
})

describe('entitlement', () => {
  test('a privacy context is set only where entitlement is off', async () => {
    const held = await person(sandbox, { userId: 'root', type: 2 })
    const { id } = await named('university>lectures')
    const change = kalturaObject('Category', { privacyContext: 'discord' })
    expect(await held.call('category.update', id, change)).toMatchObject({ code: 'CANNOT_UPDATE_CATEGORY_PRIVACY_CONTEXT' })
    const both = await person(sandbox, { type: 2, privileges: 'disableentitlement,enableentitlement' })
    expect(await both.call('category.update', id, change)).toMatchObject({ code: 'CANNOT_UPDATE_CATEGORY_PRIVACY_CONTEXT' })
  })

  test('what is in a context is hidden from a KS of none, of an administrator too, everywhere', async () => {
    await makeClubOfLecture({ privacy: 1 })
    const held = await person(sandbox, { userId: 'root', type: 2 })
    const missing = { code: 'ENTRY_ID_NOT_FOUND', args: { ENTRY_ID: lecture } }

    expect(await held.call('baseEntry.get', lecture)).toMatchObject(missing)
    expect(await held.call('media.get', lecture)).toMatchObject(missing)
    expect(await held.call('baseEntry.getPlaybackContext', lecture, kalturaObject('PlaybackContextOptions'))).toMatchObject(missing)
    expect(await seen(held, { idIn: lecture })).toEqual([])
    expect(await seen(held, { idEqual: lecture })).toEqual([])
    expect((await manifest(held)).headers.get('x-kaltura')).toBe('error-1')
    expect(await seen(admin, { idIn: lecture })).toEqual([lecture])
    expect((await manifest(admin)).status).toBe(200)
    expect(await admin.call('baseEntry.get', lecture)).not.toHaveProperty('categories')
  })

  test.each([
    ['privacy for all', 1, '', [lecture]],
    ['privacy for the authenticated', 2, 'mara', [lecture]],
    ['privacy for the authenticated, and nobody in particular', 2, '', []],
    ['privacy for members', 3, 'mara', []],
  ])('in its context an entry is shown to whom its category shows it: %s', async (_, privacy, userId, ids) => {
    await makeClubOfLecture({ privacy })
    const inContext = await person(sandbox, { userId, privileges: 'list:*,privacycontext:discord' })
    expect(await seen(inContext, { idIn: lecture })).toEqual(ids)
    expect(await seen(inContext, { idEqual: lecture })).toEqual(ids)
  })

  test('another context shows it to nobody, and hides what is in none', async () => {
    await makeClubOfLecture({ privacy: 1 })
    const elsewhere = await person(sandbox, { privileges: 'list:*,privacycontext:elsewhere' })
    expect(await seen(elsewhere, {})).toEqual([])
  })

  test('an entry in no category is listed where no context is asked for, and can be got anywhere', async () => {
    const { id } = await admin.call('media.add', kalturaObject('MediaEntry', { name: 'Loose', mediaType: 1 }))
    const [plain, elsewhere] = [
      await person(sandbox, { privileges: 'list:*' }),
      await person(sandbox, { privileges: 'list:*,privacycontext:elsewhere' }),
    ]
    expect(await seen(plain, { idIn: id, statusEqual: 7 })).toEqual([id])
    expect(await seen(elsewhere, { idIn: id, statusEqual: 7 })).toEqual([])
    expect(await elsewhere.call('baseEntry.get', id)).toMatchObject({ id })
  })

  test('members see it, wherever it is asked for, until they leave', async () => {
    const club = await makeClubOfLecture({ privacy: 3 })
    const mara = await person(sandbox, { privileges: 'sview:*,list:*,privacycontext:discord' })
    expect(await mara.call('baseEntry.get', lecture)).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND' })
    expect((await manifest(mara)).headers.get('x-kaltura')).toBe('error-1')

    await admin.call('categoryUser.add', kalturaObject('CategoryUser', { categoryId: club.id, userId: 'mara' }))
    expect(await mara.call('baseEntry.get', lecture)).toMatchObject({ id: lecture })
    expect(await seen(mara, { idIn: lecture })).toEqual([lecture])
    expect((await manifest(mara)).status).toBe(200)

    await admin.ask('categoryUser.deleteAction', club.id, 'mara')
    expect(await mara.call('baseEntry.get', lecture)).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND' })
  })

  test('an owner, whom the entry names, and a KS that is let off for it see it without a membership', async () => {
    await makeClubOfLecture({ privacy: 3 })
    await admin.call('baseEntry.update', lecture, kalturaObject('BaseEntry', { entitledUsersView: 'tom' }))
    const owner = await person(sandbox, { userId: 'prof.okafor' })
    const tom = await person(sandbox, { userId: 'tom' })
    const letOff = await person(sandbox, { privileges: `disableentitlementforentry:${lecture}` })
    expect(await owner.call('baseEntry.get', lecture)).toMatchObject({ id: lecture })
    expect(await tom.call('baseEntry.get', lecture)).toMatchObject({ id: lecture, entitledUsersView: 'tom' })
    expect(await letOff.call('baseEntry.get', lecture)).toMatchObject({ id: lecture })
    expect(await letOff.call('baseEntry.get', '0_lec02abc')).toMatchObject({ id: '0_lec02abc' })
  })

  test('nobody joins a category by themselves that lets nobody join; its manager lets them', async () => {
    const club = await makeClub({ privacy: 3, owner: 'boss' })
    const join = kalturaObject('CategoryUser', { categoryId: club.id, userId: 'mara' })
    const mara = await person(sandbox, { privileges: 'privacycontext:discord' })
    const boss = await person(sandbox, { userId: 'boss', privileges: 'privacycontext:discord' })
    expect(await mara.call('categoryUser.add', join)).toMatchObject({ code: 'CATEGORY_USER_JOIN_NOT_ALLOWED', args: { CAT: `${club.id}` } })
    expect(await boss.call('categoryUser.add', join)).toMatchObject({ userId: 'mara', permissionLevel: 3 })
    expect(await boss.call('categoryUser.deleteAction', club.id, 'boss')).toMatchObject({ code: 'CANNOT_UPDATE_CATEGORY_USER_OWNER' })
    expect(await mara.call('categoryUser.deleteAction', club.id, 'boss')).toMatchObject({ code: 'CANNOT_UPDATE_CATEGORY_USER' })
  })

  test('a category for its members only is not there for anyone else', async () => {
    const club = await makeClub({ privacy: 3, appearInList: 3 })
    const mara = await person(sandbox, { privileges: 'privacycontext:discord' })
    expect(await mara.call('category.get', club.id)).toMatchObject({ code: 'CATEGORY_NOT_FOUND' })
    expect(await mara.call('category.listAction')).toMatchObject({ totalCount: 0, objects: [] })
  })
})

/** A category of the context "discord", with nothing in it. */
function makeClub(fields: { privacy: number; owner?: string; appearInList?: number }): Promise<Record<string, unknown>> {
  return admin.call('category.add', kalturaObject('Category', { name: 'club', privacyContext: 'discord', ...fields }))
}

/** The same, with the lecture in it, which is then in no other one. */
async function makeClubOfLecture(fields: { privacy: number }): Promise<Record<string, unknown>> {
  const club = await makeClub(fields)
  await admin.ask('categoryEntry.deleteAction', lecture, (await named('university>lectures')).id)
  await admin.call('categoryEntry.add', kalturaObject('CategoryEntry', { categoryId: club.id, entryId: lecture }))
  return club
}

async function named(fullName: string): Promise<Record<string, unknown>> {
  const { objects } = await admin.call('category.listAction', kalturaObject('CategoryFilter', { fullNameEqual: fullName }))
  return Array.isArray(objects) ? objects[0] : {}
}

async function seen(by: Person, filter: object): Promise<unknown[]> {
  const { objects } = await by.call('media.listAction', kalturaObject('MediaEntryFilter', filter))
  return Array.isArray(objects) ? objects.map(({ id }) => id) : []
}

function manifest(by: Person): Promise<Response> {
  return fetch(`${sandbox.apiUrl}/p/102/sp/10200/playManifest/entryId/${lecture}/format/applehttp/ks/${by.ks}/a.m3u8`)
}
