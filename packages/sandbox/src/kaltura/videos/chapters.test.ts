import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type OpenKaltura, openKaltura } from './open-kaltura.ts'

let kaltura: OpenKaltura
beforeAll(async () => {
  kaltura = await openKaltura()
})
afterAll(() => kaltura.close())

const list = async (filter: object, ks?: string) =>
  kaltura.call('cuePoint_cuePoint.list', { ks: ks ?? (await kaltura.viewerKs('0_ecl1pse1')), filter })

test('chapters are thumb cue points, in ms and in their order', async () => {
  const filter = {
    entryIdEqual: '0_ecl1pse1',
    cuePointTypeEqual: 'thumbCuePoint.Thumb',
    subTypeEqual: 2,
    objectType: 'KalturaThumbCuePointFilter',
  }

  expect(await list(filter)).toMatchObject({
    totalCount: 3,
    objects: [
      { title: 'Standing in line', startTime: 0, subType: 2, objectType: 'KalturaThumbCuePoint' },
      { title: 'Four hundred times', startTime: 8000, cuePointType: 'thumbCuePoint.Thumb', status: 1, entryId: '0_ecl1pse1' },
      { title: 'For now', startTime: 16_000 },
    ],
    objectType: 'KalturaCuePointListResponse',
  })
  expect(await list({ ...filter, subTypeEqual: 1 })).toMatchObject({ totalCount: 0, objects: [] })
})

test('the older kind are public annotations with a tag, each until the next', async () => {
  const answer = await list({
    entryIdEqual: '0_n1ght12h',
    cuePointTypeIn: 'annotation.Annotation',
    tagsLike: 'chaptering',
    orderBy: '-startTime',
  })

  expect(answer).toMatchObject({ totalCount: 12 })
  expect(z.object({ objects: z.array(z.unknown()) }).parse(answer).objects[0]).toMatchObject({
    text: 'Hour 12',
    startTime: 39_600_000,
    endTime: 43_200_000,
    duration: 3_600_000,
    isPublic: 1,
    objectType: 'KalturaAnnotation',
  })
})

test('nobody lists them without saying of which video, and an id that there is not is invalid', async () => {
  const ks = await kaltura.viewerKs('0_ecl1pse1')

  expect(await list({ cuePointTypeEqual: 'thumbCuePoint.Thumb' })).toMatchObject({ code: 'PROPERTY_VALIDATION_CANNOT_BE_NULL' })
  expect(await list({ entryIdEqual: '0_lec01abc' })).toMatchObject({ totalCount: 0 })
  expect(await kaltura.call('cuePoint_cuePoint.get', { ks, id: '0_chapecl2' })).toMatchObject({ title: 'Four hundred times' })
  expect(await kaltura.call('cuePoint_cuePoint.get', { ks, id: '0_nothing1' })).toMatchObject({ code: 'INVALID_CUE_POINT_ID' })
})
