import { InvalidInputError } from '@kaltura-discord/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { apiException, createFakeKaltura, type SeenCall } from '../client/fake-kaltura.ts'
import { createKalturaClient } from '../client/kaltura-client.ts'
import type { ReconcilerCursor } from './list-place.ts'
import { createReconciler, type Reconciled, type Reconciler } from './reconciler.ts'

const startUnix = 1_800_000_000
const pageSize = 500

interface FakeEntry {
  id: string
  updatedAt: number
  /** When the index takes it in. */
  indexedAt: number
  [more: string]: unknown
}

const asked = z.object({
  filter: z.object({ updatedAtGreaterThanOrEqual: z.number(), updatedAtLessThanOrEqual: z.number() }),
  pager: z.object({ pageIndex: z.number() }),
})

/** A Kaltura that lists `entries` as the index knows them, those of one second in whatever order they have in the array. */
function given(entries: FakeEntry[], options: { lagS?: number; mostPages?: number; onPage?: (call: SeenCall) => void } = {}) {
  let nowUnix = startUnix
  const kaltura = createFakeKaltura((call) => {
    options.onPage?.(call)
    const { filter, pager } = asked.parse(call.body)
    const found = entries
      .filter(({ updatedAt, indexedAt }) => {
        const isInside = updatedAt >= filter.updatedAtGreaterThanOrEqual && updatedAt <= filter.updatedAtLessThanOrEqual
        return isInside && indexedAt <= nowUnix
      })
      .sort((a, b) => a.updatedAt - b.updatedAt)
    const firstIndex = (pager.pageIndex - 1) * pageSize
    if (firstIndex >= 10_000) return apiException('QUERY_EXCEEDED_MAX_MATCHES_ALLOWED')
    return { objects: found.slice(firstIndex, firstIndex + pageSize), totalCount: found.length }
  })
  const client = createKalturaClient({ serviceUrl: 'https://kaltura.example', partnerId: 1, ks: async () => 'ks', fetch: kaltura.fetch })
  const reconciler = createReconciler({ client, now: () => nowUnix * 1000 + 999, lagS: 120, ...options })
  return {
    reconciler,
    calls: kaltura.calls,
    pass: (seconds: number) => {
      nowUnix += seconds
    },
  }
}

const entry = (id: string, updatedAt: number, more: object = {}): FakeEntry => ({
  id,
  updatedAt,
  createdAt: updatedAt,
  indexedAt: updatedAt,
  status: 2,
  type: 1,
  objectType: 'KalturaMediaEntry',
  ...more,
})

const many = (count: number, updatedAt: number, prefix = 'e') =>
  Array.from({ length: count }, (_, index) => entry(`${prefix}${index}`, updatedAt))

/** Asks until there is no more. */
async function drain(reconciler: Reconciler, cursor: ReconcilerCursor): Promise<{ told: string[]; last: Reconciled }> {
  const told: string[] = []
  let last = await reconciler.changesSince(cursor)
  told.push(...last.changes.map(({ entryId }) => entryId))
  while (last.more) {
    last = await reconciler.changesSince(last.cursor)
    told.push(...last.changes.map(({ entryId }) => entryId))
  }
  return { told, last }
}

/** Asks after each of these pauses, in seconds, from the start on. */
async function follow({ reconciler, pass }: ReturnType<typeof given>, pauses: readonly number[]): Promise<string[]> {
  let cursor = reconciler.cursorAt(startUnix * 1000)
  const told: string[] = []
  for (const seconds of pauses) {
    pass(seconds)
    const drained = await drain(reconciler, cursor)
    told.push(...drained.told)
    cursor = drained.last.cursor
  }
  return told
}

describe('the reconciler', () => {
  test('tells what a notification would have told, oldest first', async () => {
    const entries = [
      entry('1_deleted', 1_799_999_400, { status: 3 }),
      entry('1_rec', 1_799_999_300, { rootEntryId: '1_room' }),
      entry('1_failed', 1_799_999_500, { status: -1 }),
      entry('1_live', 1_799_999_600, { type: 7, objectType: 'KalturaLiveStreamEntry', rootEntryId: '1_live' }),
    ]
    const { reconciler } = given(entries)
    const { changes, more } = await reconciler.changesSince(reconciler.cursorAt(1_799_999_000_000))

    expect(changes).toEqual([
      { kind: 'entry-ready', entryId: '1_rec', rootEntryId: '1_room', updatedAtMs: 1_799_999_300_000, dedupeKeys: ['ready:1_rec'] },
      {
        kind: 'entry-deleted',
        entryId: '1_deleted',
        updatedAtMs: 1_799_999_400_000,
        dedupeKeys: ['listed:entry-deleted:1_deleted:1799999400'],
      },
      expect.objectContaining({ kind: 'entry-updated', entryId: '1_failed', status: 'failed' }),
      expect.objectContaining({ kind: 'entry-updated', entryId: '1_live', status: 'ready' }),
    ])
    expect(more).toBe(false)
  })

  test('an entry of years ago that changes is not news, whatever its status', async () => {
    const { reconciler } = given([entry('1_old', 1_799_999_500, { createdAt: 1_700_000_000 })])
    const { changes } = await reconciler.changesSince(reconciler.cursorAt(0))

    expect(changes).toMatchObject([{ kind: 'entry-updated', status: 'ready', dedupeKeys: ['listed:entry-updated:1_old:1799999500'] }])
  })

  test('passes over what is no entry that anyone watches, and what is unreadable', async () => {
    const entries = [
      entry('1_playlist', 1_799_999_500, { objectType: 'KalturaPlaylist' }),
      entry('not an id', 1_799_999_500),
      entry('1_video', 1_799_999_501),
    ]
    const { reconciler } = given(entries)

    expect((await drain(reconciler, reconciler.cursorAt(0))).told).toEqual(['1_video'])
  })

  test('waits two minutes, so that what the index takes in late is not passed over', async () => {
    const { reconciler, pass } = given([entry('1_late', startUnix, { indexedAt: startUnix + 119 }), entry('1_prompt', startUnix + 1)])
    const first = await reconciler.changesSince(reconciler.cursorAt(startUnix * 1000))
    expect(first).toMatchObject({ changes: [], more: false })

    pass(121)
    expect((await drain(reconciler, first.cursor)).told).toEqual(['1_late', '1_prompt'])
  })

  test('tells a change once, and the next one again', async () => {
    const entries = [entry('1_a', startUnix - 200), entry('1_b', startUnix - 200)]
    const { reconciler, pass } = given(entries)
    const { last } = await drain(reconciler, reconciler.cursorAt(0))
    expect((await drain(reconciler, last.cursor)).told).toEqual([])

    entries[0] = entry('1_a', startUnix + 10)
    pass(200)
    expect((await drain(reconciler, last.cursor)).told).toEqual(['1_a'])
  })

  test('reads a second that fills several pages, and goes on after it', async () => {
    const { reconciler } = given([...many(1_700, startUnix - 300), entry('1_after', startUnix - 299)], { mostPages: 2 })
    const { told } = await drain(reconciler, reconciler.cursorAt(0))

    expect(told).toHaveLength(1_701)
    expect(new Set(told).size).toBe(1_701)
  })

  test('what moves to an earlier page while a second is read is not skipped', async () => {
    const entries = [...many(1_200, startUnix - 300), entry('1_after', startUnix - 200)]
    const { reconciler } = given(entries, {
      onPage: ({ body }) => {
        const isThird = asked.parse(body).pager.pageIndex === 3
        // Ten that were told change again, and are out of sight for now.
        if (isThird && entries.length === 1_201) entries.splice(0, 10)
      },
    })
    const { told } = await drain(reconciler, reconciler.cursorAt(0))

    expect(new Set(told).size).toBe(1_201)
    expect(told).toHaveLength(1_201)
  })

  test('a second with more changes than Kaltura lists does not hold up what comes after', async () => {
    const { reconciler } = given([...many(10_400, startUnix - 300), entry('1_after', startUnix - 299)])
    const { told, last } = await drain(reconciler, reconciler.cursorAt(0))

    expect(told).toContain('1_after')
    expect(last.more).toBe(false)
  })

  test('a call that fails loses nothing: the same cursor gives the same', async () => {
    let isDown = true
    const { reconciler } = given([entry('1_a', startUnix - 300)], {
      onPage: () => {
        if (isDown) throw new TypeError('connection reset')
      },
    })
    const cursor = reconciler.cursorAt(0)
    await expect(reconciler.changesSince(cursor)).rejects.toMatchObject({ code: 'upstream.unavailable' })

    isDown = false
    expect((await drain(reconciler, cursor)).told).toEqual(['1_a'])
  })

  test.each([
    { updatedAtUnix: 1.5, entryIds: [] },
    { updatedAtUnix: Number.NaN, entryIds: [] },
    { updatedAtUnix: 0, entryIds: ['*'] },
  ])('refuses %j, which is no cursor', async (cursor) => {
    const { reconciler, calls } = given([])

    await expect(reconciler.changesSince(cursor)).rejects.toThrow(InvalidInputError)
    expect(calls).toEqual([])
  })

  test('asks for every status and moderation, and only for what a fact is made of', async () => {
    const { reconciler, calls } = given([])
    await reconciler.changesSince(reconciler.cursorAt(5_000))

    expect(calls[0]).toMatchObject({
      name: 'baseEntry.list',
      body: {
        filter: {
          objectType: 'KalturaBaseEntryFilter',
          statusIn: '-2,-1,0,1,2,3,4,5,6,7',
          moderationStatusIn: '1,2,3,4,5,6',
          updatedAtGreaterThanOrEqual: 5,
          updatedAtLessThanOrEqual: startUnix - 120,
          orderBy: '+updatedAt',
        },
        responseProfile: { type: 1, fields: 'id,type,status,rootEntryId,createdAt,updatedAt' },
        pager: { pageSize: 500, pageIndex: 1 },
      },
    })
  })

  test('of any catalogue, with many changes at one second and an index that is up to two minutes late, each is told once', async () => {
    const change = fc.record({
      second: fc.integer({ min: 0, max: 6 }),
      count: fc.constantFrom(1, 1, 2, 7, 260, 499, 500, 501),
      late: fc.integer({ min: 0, max: 120 }),
    })
    const rounds = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 })
    const property = fc.asyncProperty(fc.array(change, { maxLength: 12 }), rounds, async (changes, pauses) => {
      const entries = changes.flatMap(({ second, count, late }, index) =>
        many(count, startUnix + second, `c${index}x`).map((one) => ({ ...one, indexedAt: startUnix + second + late })),
      )
      const told = await follow(given(entries, { mostPages: 3 }), [...pauses, 1_000])

      expect(told.sort()).toEqual(entries.map(({ id }) => id).sort())
    })
    await fc.assert(property, { seed: 21, numRuns: 40 })
  })
})
