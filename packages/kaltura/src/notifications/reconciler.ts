import { InvalidInputError } from '@kaltura-discord/core'
import { z } from 'zod'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { isEntryId } from '../media/entry-id.ts'
import { cursorOf, placeAt, type ReconcilerCursor, turn } from './list-place.ts'
import { factOf, type NotificationFact } from './notification-fact.ts'
import { readyKeyOf } from './parse-http-notification.ts'

/** What a notification would have said of the entry as it is now. */
export type ReconciledChange = Extract<NotificationFact, { entryId: string; kind: `entry-${string}` }> & {
  /** When it last changed, by Kaltura's clock. */
  updatedAtMs: number
  /** As those of a notification; for an entry that is ready one of them is the same. */
  dedupeKeys: readonly string[]
}

/** What happened since a cursor. */
export interface Reconciled {
  changes: readonly ReconciledChange[]
  /** For the next call. Keep it only after the changes were dealt with. */
  cursor: ReconcilerCursor
  /** There is more: ask again at once. */
  more: boolean
}

export interface Reconciler {
  /** The cursor with which everything that changed from then on is told. */
  cursorAt(atMs: number): ReconcilerCursor
  /**
   * What changed since, oldest first, as it is now: an entry that changed twice is told once, unless one of the changes comes later.
   * @throws InvalidInputError for a cursor that isn't one; KalturaApiError, UnavailableError: nothing is lost, ask again with the same cursor
   */
  changesSince(cursor: ReconcilerCursor, options?: { signal?: AbortSignal | undefined }): Promise<Reconciled>
}

/** As young as this an entry's being ready may be news. A list doesn't tell since when it is; this is how long an inbox remembers what it was told. */
const newsForS = 7 * 24 * 3600
/** Kaltura's largest page. */
const pageSize = 500
const listed = z.object({ id: z.string().refine(isEntryId), updatedAt: z.number().int(), createdAt: z.number().int().default(0) }).loose()
const answeredList = z.object({ objects: z.array(z.unknown()) })

/**
 * Finds what HTTP notifications failed to say, by Kaltura's own list of entries in the order of their last change: Kaltura gives up after a few attempts.
 *
 * Changes are told when they are `lagS` old, so that what Kaltura's index takes in late is not passed over: 120 s unless told, for an index that is seconds behind and
 * clocks that are a little wrong. What is indexed later than that is missed. Entries that are deleted are listed for as long as Kaltura keeps them; those in
 * its recycle bin are not.
 * @param options.client with a KS of the grant `catalogue`
 * @param options.now milliseconds since 1970
 * @param options.mostPages how many pages of 500 one call asks for. Default 10
 */
export function createReconciler(options: { client: KalturaClient; now: () => number; lagS?: number; mostPages?: number }): Reconciler {
  const { client, now, lagS = 120, mostPages = 10 } = options

  async function page(fromUnix: number, untilUnix: number, pageIndex: number, signal: AbortSignal | undefined) {
    const filter = { ...everyEntry, updatedAtGreaterThanOrEqual: fromUnix, updatedAtLessThanOrEqual: untilUnix }
    const params = { filter, responseProfile, pager: { objectType: 'KalturaFilterPager', pageSize, pageIndex } }
    const { objects } = await client.call('baseEntry', 'list', params, { schema: answeredList, signal })
    const entries = objects.flatMap((object) => listed.safeParse(object).data ?? [])
    return {
      entries: entries.filter(({ updatedAt }) => updatedAt >= fromUnix && updatedAt <= untilUnix),
      isLast: objects.length < pageSize,
    }
  }

  return {
    cursorAt: (atMs) => ({ updatedAtUnix: Math.floor(atMs / 1000), entryIds: [] }),

    async changesSince(cursor, { signal } = {}) {
      checkCursor(cursor)
      const untilUnix = Math.floor(now() / 1000) - lagS
      const changes: ReconciledChange[] = []
      let place = placeAt(cursor)
      // A second is always read to its end, or a call that stops within one could not go on.
      for (let asked = 0; (asked < mostPages || place.pageIndex > 1) && place.second <= untilUnix; asked++) {
        const { entries, isLast } = await page(place.second, untilUnix, place.pageIndex, signal)
        const turned = turn(place, entries, isLast)
        changes.push(...turned.fresh.flatMap(changeOf))
        place = turned.place
        if (turned.isDone) return { changes, cursor: cursorOf(place), more: false }
      }
      return { changes, cursor: cursorOf(place), more: place.second <= untilUnix }
    },
  }
}

/** Kaltura leaves out what isn't ready, or waits for a moderator, unless it is asked for by name. */
const everyEntry = {
  objectType: 'KalturaBaseEntryFilter',
  statusIn: '-2,-1,0,1,2,3,4,5,6,7',
  moderationStatusIn: '1,2,3,4,5,6',
  orderBy: '+updatedAt',
}

/** INCLUDE_FIELDS: what a fact is made of. */
const responseProfile = {
  objectType: 'KalturaDetachedResponseProfile',
  type: 1,
  fields: 'id,type,status,rootEntryId,createdAt,updatedAt',
}

function changeOf(entry: z.output<typeof listed>): ReconciledChange[] {
  const { objectType, updatedAt, createdAt } = entry
  if (typeof objectType !== 'string') return []
  const fact = factOf({ object: { ...entry, objectType }, eventType: '', templateSystemName: undefined })
  if (!fact || !isAboutEntry(fact)) return []
  const isOld = fact.kind === 'entry-ready' && updatedAt - createdAt > newsForS
  const said = isOld ? ({ kind: 'entry-updated', entryId: fact.entryId, status: 'ready' } as const) : fact
  const dedupeKeys = said.kind === 'entry-ready' ? [readyKeyOf(said.entryId)] : [`listed:${said.kind}:${said.entryId}:${updatedAt}`]
  return [{ ...said, updatedAtMs: updatedAt * 1000, dedupeKeys }]
}

function isAboutEntry(fact: NotificationFact): fact is Extract<NotificationFact, { kind: `entry-${string}` }> {
  return fact.kind.startsWith('entry-')
}

function checkCursor({ updatedAtUnix, entryIds }: ReconcilerCursor): void {
  if (!Number.isSafeInteger(updatedAtUnix) || updatedAtUnix < 0 || !entryIds.every(isEntryId))
    throw new InvalidInputError('This is no cursor of the reconciler')
}
