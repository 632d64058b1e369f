import type { CursorStore } from '@kaltura-discord/core'
import type { Reconciler, ReconcilerCursor } from '@kaltura-discord/kaltura'
import { z } from 'zod'

export interface ReconciliationOptions {
  connection: string
  reconciler: Reconciler
  cursors: CursorStore
  /** Called with each entry that is ready; those that were told before are told again, under the same keys. */
  tell: (entryId: string, dedupeKeys: readonly string[]) => Promise<void>
  now: () => number
  /** Hears that the kept cursor could not be read, so that reading begins at now: what was missed until then stays untold. */
  onLostPlace: () => void
}

const kept = z.object({ updatedAtUnix: z.number(), entryIds: z.array(z.string()) })

/**
 * One round of catching up with what no HTTP notification told. The very first one only remembers where to begin: what was there before is no news.
 *
 * The place is kept after what it stands for was stored, so that a crash between the two tells it again, which the keys catch.
 */
export function createReconciliation(options: ReconciliationOptions): (signal: AbortSignal) => Promise<void> {
  const { connection, reconciler, cursors, tell, now, onLostPlace } = options

  async function place(): Promise<ReconcilerCursor> {
    const text = await cursors.read(connection)
    const cursor = text === undefined ? undefined : readCursor(text)
    if (cursor) return cursor
    if (text !== undefined) onLostPlace()
    const begin = reconciler.cursorAt(now())
    await cursors.keep(connection, JSON.stringify(begin))
    return begin
  }

  return async (signal) => {
    let cursor = await place()
    for (let isMore = true; isMore && !signal.aborted; ) {
      const found = await reconciler.changesSince(cursor, { signal })
      for (const change of found.changes) if (change.kind === 'entry-ready') await tell(change.entryId, change.dedupeKeys)
      await cursors.keep(connection, JSON.stringify(found.cursor))
      cursor = found.cursor
      isMore = found.more
    }
  }
}

function readCursor(text: string): ReconcilerCursor | undefined {
  try {
    return kept.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
