import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { kalturaObject, type Person, person } from '../../testing/kaltura-client-under-test.ts'
import { createSandboxKaltura, type SandboxKaltura } from '../sandbox-kaltura.ts'

const lecture = '0_lec01abc'
const owner = 'prof.okafor'
let nowMs = 1_800_000_000_000
let sandbox: SandboxKaltura
let admin: Person

beforeEach(async () => {
  nowMs = 1_800_000_000_000
  sandbox = await createSandboxKaltura({ now: () => nowMs })
  admin = await person(sandbox, { userId: 'root', type: 2 })
})
afterEach(() => sandbox.close())

describe('entries', () => {
  test('a new one has no content yet, and can be found by what it was given', async () => {
    const fields = {
      name: 'Notes',
      mediaType: 1,
      tags: 'discord, notes',
      referenceId: 'lms-7',
      adminTags: 'kept',
      categories: 'university>notes',
    }
    const added = await admin.call('media.add', kalturaObject('MediaEntry', fields))
    expect(added).toMatchObject({
      ...fields,
      status: 7,
      userId: 'root',
      partnerId: 102,
      createdAt: nowMs / 1000,
      objectType: 'KalturaMediaEntry',
    })
    expect(await admin.call('media.get', added.id)).toEqual(added)
    expect(await admin.call('media.listAction', kalturaObject('MediaEntryFilter', { idIn: added.id }))).toMatchObject({ totalCount: 0 })
    expect(await admin.call('media.listAction', kalturaObject('MediaEntryFilter', { idIn: added.id, statusEqual: 7 }))).toMatchObject({
      objects: [added],
    })
    expect(await admin.call('baseEntry.listByReferenceId', 'lms-7')).toMatchObject({
      totalCount: 1,
      objects: [{ id: added.id }],
      objectType: 'KalturaBaseEntryListResponse',
    })
    const filter = kalturaObject('CategoryFilter', { fullNameEqual: 'university>notes' })
    expect(await admin.call('category.listAction', filter)).toMatchObject({ totalCount: 1 })
  })

  test('whoever watches the account hears of what the API changes', async () => {
    let changes = 0
    const stop = sandbox.subscribe(() => changes++)
    const { id } = await admin.call('media.add', kalturaObject('MediaEntry', { name: 'Notes', mediaType: 1 }))
    expect(changes).toBe(1)
    expect(sandbox.entries()).toContainEqual(expect.objectContaining({ id, name: 'Notes', status: 'processing', delivery: 'none' }))
    await admin.ask('media.deleteAction', id)
    stop()
    expect(changes).toBe(2)
    expect(sandbox.entries().map((entry) => entry.id)).not.toContain(id)
  })

  test('one without a kind of media is refused', async () => {
    expect(await admin.call('media.add', kalturaObject('MediaEntry', { name: 'x' }))).toMatchObject({
      code: 'PROPERTY_VALIDATION_CANNOT_BE_NULL',
      args: { PROP_NAME: 'KalturaMediaEntry::mediaType' },
    })
  })

  test('an owner changes and deletes what is theirs', async () => {
    const prof = await person(sandbox, { userId: owner })
    nowMs += 5000
    expect(await prof.call('baseEntry.update', lecture, kalturaObject('BaseEntry', { name: 'Orbits', tags: 'a,b' }))).toMatchObject({
      name: 'Orbits',
      tags: 'a, b',
      description: 'Why a satellite that brakes goes faster.',
      updatedAt: nowMs / 1000,
    })
    expect(await prof.ask('media.deleteAction', lecture)).toBeNull()
    expect(await admin.call('baseEntry.get', lecture)).toMatchObject({ code: 'ENTRY_ID_NOT_FOUND', args: { ENTRY_ID: lecture } })
  })

  test.each([
    ['edit for it', `edit:${lecture}`, 'Mine now'],
    ['edit for everything', 'edit:*', 'Mine now'],
    ['edit for another one', 'edit:0_lec02abc', 'INVALID_KS'],
    ['sview', 'sview:*', 'INVALID_KS'],
  ])('a KS with %s is what counts for somebody else', async (_, privileges, outcome) => {
    const mara = await person(sandbox, { privileges })
    const { name, code } = await mara.call('media.update', lecture, kalturaObject('MediaEntry', { name: 'Mine now' }))
    expect(name ?? code).toBe(outcome)
  })

  test("who isn't the owner is told so in Kaltura's words", async () => {
    const mara = await person(sandbox)
    const refusal = {
      code: 'INVALID_KS',
      message: 'Invalid KS "", Error "-4,INVALID_TYPE"',
      args: { KSID: '', ERR_CODE: '-4', ERR_DESC: 'INVALID_TYPE' },
    }
    expect(await mara.call('media.update', lecture, kalturaObject('MediaEntry', { name: 'x' }))).toMatchObject(refusal)
    expect(await mara.call('baseEntry.deleteAction', lecture)).toMatchObject(refusal)
    expect(await mara.call('media.add', kalturaObject('MediaEntry', { mediaType: 1, userId: owner }))).toMatchObject(refusal)
  })

  test('an editor that the entry names may change it, and not delete it', async () => {
    await admin.call('baseEntry.update', lecture, kalturaObject('BaseEntry', { entitledUsersEdit: 'mara' }))
    const mara = await person(sandbox)
    expect(await mara.call('baseEntry.update', lecture, kalturaObject('BaseEntry', { name: 'Better' }))).toMatchObject({ name: 'Better' })
    expect(await mara.call('baseEntry.deleteAction', lecture)).toMatchObject({ code: 'INVALID_KS' })
    expect(await mara.call('baseEntry.update', lecture, kalturaObject('BaseEntry', { userId: 'mara' }))).toMatchObject({
      code: 'INVALID_KS',
    })
  })

  test('a count counts what a list lists', async () => {
    const filter = kalturaObject('MediaEntryFilter', { tagsMultiLikeOr: 'lecture' })
    const mara = await person(sandbox)
    const { totalCount } = await admin.call('media.listAction', filter)
    expect(await admin.ask('media.count', filter)).toBe(totalCount)
    expect(await mara.ask('baseEntry.count', filter)).toBe(0)
  })

  test.each([
    [{ userIdIn: `nobody,${owner}`, idIn: lecture }, 1],
    [{ userIdIn: 'nobody', idIn: lecture }, 0],
    [{ accessControlIdEqual: 1002, idIn: `${lecture},0_welc0me1` }, 1],
    [{ referenceIdEqual: 'none', idIn: lecture }, 0],
    [{ nameEqual: 'Lecture 1: Orbital mechanics' }, 1],
    [{ statusNotIn: '2', idIn: lecture }, 0],
  ])('the filter %j finds %i', async (fields, count) => {
    expect(await admin.call('media.listAction', kalturaObject('MediaEntryFilter', fields))).toMatchObject({ totalCount: count })
  })
})

describe('privileges of a KS', () => {
  test('actionslimit is a number of uses; a multirequest is one', async () => {
    const twice = await person(sandbox, { privileges: 'actionslimit:2' })
    const answers = await twice.multirequest(['user.get'], ['user.get'], ['baseEntry.get', '0_welc0me1'])
    expect(answers).toMatchObject([{ id: 'mara' }, { id: 'mara' }, { id: '0_welc0me1' }])
    expect(await twice.call('user.get')).toMatchObject({ id: 'mara' })
    expect(await twice.call('user.get')).toMatchObject({ code: 'INVALID_KS', args: { KSID: 'EXPIRED' } })
  })

  test.each(['actionslimit:-1', 'actionslimit:0', 'actionslimit:many', 'actionslimit'])(
    '%s is no limit that the API knows',
    async (privileges) => {
      const odd = await person(sandbox, { privileges })
      expect(await odd.call('user.get')).toMatchObject({ code: 'INVALID_ACTIONS_LIMIT', message: 'Invalid actions limit' })
    },
  )

  test.each([
    ['iprestrict:127.0.0.1', 'mara'],
    ['iprestrict:10.0.0.1', 'INVALID_KS'],
    ['urirestrict:/api_v3/*', 'mara'],
    ['urirestrict:/elsewhere/*', 'INVALID_KS'],
  ])('%s holds at the door', async (privileges, outcome) => {
    const { id, code } = await (await person(sandbox, { privileges })).call('user.get')
    expect(id ?? code).toBe(outcome)
  })
})

test('one multirequest sets up a category, its member and its entry by references', async () => {
  const free = await person(sandbox, { userId: 'root', type: 2, privileges: 'disableentitlement' })
  const answers = await free.multirequest(
    ['user.add', kalturaObject('User', { id: 'discord_7' })],
    ['category.add', kalturaObject('Category', { name: 'guild', privacyContext: 'discord', privacy: 3 })],
    ['categoryUser.add', kalturaObject('CategoryUser', { categoryId: '{2:result:id}', userId: '{1:result:id}' })],
    ['media.add', kalturaObject('MediaEntry', { name: 'Clip', mediaType: 1 })],
    ['categoryEntry.add', kalturaObject('CategoryEntry', { categoryId: '{2:result:id}', entryId: '{4:result:id}' })],
    ['categoryEntry.listAction', kalturaObject('CategoryEntryFilter', { categoryIdEqual: '{2:result:id}' })],
  )
  expect(answers).toMatchObject([{ id: 'discord_7' }, {}, { userId: 'discord_7' }, { status: 7 }, {}, { totalCount: 1 }])
})
