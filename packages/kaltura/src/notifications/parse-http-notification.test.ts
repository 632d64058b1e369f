import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseHttpNotification } from './parse-http-notification.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

describe('a notification that is read', () => {
  const ready = {
    objectType: 'KalturaHttpNotification',
    object: { objectType: 'KalturaMediaEntry', id: '1_rec90ab', rootEntryId: '1_live5678', status: 2, partnerId: 12345 },
    eventType: 3,
    eventNotificationJobId: 33_578_094_492,
  }
  const parse = (value: unknown) => parseHttpNotification(utf8(JSON.stringify(value)))

  test('says which entry is ready, what it is a recording of, and what makes it the same event', async () => {
    expect(await parse(ready)).toEqual({
      kind: 'entry-ready',
      entryId: '1_rec90ab',
      rootEntryId: '1_live5678',
      partnerId: 12345,
      jobId: '33578094492',
      contentDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      dedupeKeys: ['job:33578094492', expect.stringMatching(/^content:[0-9a-f]{64}$/), 'ready:1_rec90ab'],
    })
  })

  test('the same content in another job shares a key, other content in the same job shares the other', async () => {
    const keysOf = async (value: unknown) => {
      const parsed = await parse(value)
      return parsed.kind === 'entry-ready' ? parsed.dedupeKeys : []
    }
    const [job, content] = await keysOf(ready)

    expect((await keysOf({ ...ready, eventNotificationJobId: 1 }))[1]).toBe(content)
    expect((await keysOf({ ...ready, templateId: 9 }))[0]).toBe(job)
    expect((await keysOf({ ...ready, templateId: 9 }))[1]).not.toBe(content)
    expect(await keysOf({ ...ready, eventNotificationJobId: undefined })).toEqual([content, 'ready:1_rec90ab'])
  })

  test('an entry that is its own root is nobody’s recording', async () => {
    expect(await parse({ ...ready, object: { ...ready.object, rootEntryId: '1_rec90ab' } })).toMatchObject({ rootEntryId: undefined })
  })

  test.each([
    [
      'an entry on its way',
      { object: { ...ready.object, status: 1 } },
      { kind: 'entry-updated', entryId: '1_rec90ab', status: 'processing' },
    ],
    ['any change of an entry', { templateSystemName: 'HTTP_ENTRY_CHANGED' }, { kind: 'entry-updated', status: 'ready' }],
    [
      'any change, by the copy of that template that we made',
      { templateSystemName: 'KALTURA_DISCORD_HTTP_ENTRY_CHANGED' },
      { kind: 'entry-updated' },
    ],
    [
      'a live stream that was written as a media entry',
      { object: { ...ready.object, type: 7 } },
      { kind: 'entry-updated', status: 'ready' },
    ],
    ['a deletion', { eventType: 7 }, { kind: 'entry-deleted', entryId: '1_rec90ab' }],
    ['an erasure', { eventType: 8 }, { kind: 'entry-deleted', entryId: '1_rec90ab' }],
    [
      'captions that are deleted, though they were ready',
      { object: { objectType: 'KalturaCaptionAsset', id: '0_cap', entryId: '1_rec90ab', status: 2 }, eventType: 7 },
      { kind: 'unknown', objectType: 'KalturaCaptionAsset', eventType: '7' },
    ],
    [
      'a meeting that says it is deleted',
      { object: { objectType: 'KalturaMeetingScheduleEvent', id: 7, status: 3 } },
      { kind: 'schedule-event', change: 'deleted' },
    ],
    ['an entry that says it is deleted', { object: { ...ready.object, status: 3 } }, { kind: 'entry-deleted' }],
    [
      'a live stream that is set up',
      { object: { objectType: 'KalturaLiveStreamEntry', id: '1_live5678', status: 2 } },
      { kind: 'entry-updated' },
    ],
    [
      'captions that are ready',
      { object: { objectType: 'KalturaCaptionAsset', id: '0_cap', entryId: '1_rec90ab', status: 2, language: 'German' } },
      { kind: 'captions-ready', entryId: '1_rec90ab', captionAssetId: '0_cap', language: 'German' },
    ],
    [
      'captions on their way',
      { object: { objectType: 'KalturaCaptionAsset', id: '0_cap', entryId: '1_rec90ab', status: 0 } },
      { kind: 'unknown', objectType: 'KalturaCaptionAsset' },
    ],
    [
      'a meeting that is planned',
      { object: { objectType: 'KalturaMeetingScheduleEvent', id: 7, status: 2, startDate: 1_800_000_000 } },
      { kind: 'schedule-event', scheduleEventId: '7', change: 'planned', startsAtMs: 1_800_000_000_000 },
    ],
    [
      'a broadcast that is called off',
      { object: { objectType: 'KalturaLiveStreamScheduleEvent', id: 7, status: 1 } },
      { kind: 'schedule-event', change: 'cancelled', startsAtMs: undefined },
    ],
    [
      'what we have no word for',
      { object: { objectType: 'KalturaCategory', id: 5 }, eventType: 2 },
      { kind: 'unknown', objectType: 'KalturaCategory', eventType: '2' },
    ],
  ])('knows %s', async (_, change, fact) => {
    expect(await parse({ ...ready, ...change })).toMatchObject({ ...fact, jobId: '33578094492' })
  })

  test.each([
    ['an entry id that is a path', { object: { ...ready.object, id: '../x' } }],
    ['no entry id', { object: { objectType: 'KalturaMediaEntry', status: 2 } }],
    ['no object', { object: undefined }],
    ['captions of no entry', { object: { objectType: 'KalturaCaptionAsset', id: '0_cap', status: 2 } }],
    ['a planned event without an id', { object: { objectType: 'KalturaRecordScheduleEvent', status: 2 } }],
    ['a job id that is no number', { eventNotificationJobId: 'x' }],
    ['another envelope', { objectType: 'Other' }],
  ])('calls %s malformed', async (_, change) => {
    expect(await parse({ ...ready, ...change })).toEqual({ kind: 'malformed' })
  })

  test('never throws, whatever the bytes', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.json().map(utf8),
      fc.object().map((object) => utf8(JSON.stringify({ ...ready, object }))),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        expect(['malformed', 'unknown']).toContain((await parseHttpNotification(bytes)).kind)
      }),
      { seed: 5, numRuns: 300 },
    )
  })
})
