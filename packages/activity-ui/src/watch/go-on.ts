import type { RoomClient } from '@kaltura-discord/sync/client'
import type { Bootstrap } from '../launch/launch.ts'

type Continuation = NonNullable<Bootstrap['continuation']>

/** Everybody has to load what they go on with. */
const leadMs = 5000
const sameVideoLeadMs = 3200
/** As many suggestions as a room takes at once. */
const queuedAtOnce = 4

/**
 * Goes on where a channel stopped. Another video than the room shows has to be suggested first, which for whoever steers puts it into the queue; it is
 * played from there as soon as the room lists it. `look` after every change of the room.
 */
export function createGoOn(client: Pick<RoomClient, 'view' | 'suggest' | 'playItem' | 'startAt' | 'serverMs' | 'seek'>): {
  start(continuation: Continuation): void
  look(): void
} {
  let wanted: Continuation | undefined

  function startAt(positionS: number, aheadMs: number): void {
    const nowMs = client.serverMs()
    if (nowMs === undefined) client.seek(positionS)
    else client.startAt(nowMs + aheadMs, positionS)
  }

  return {
    start(continuation) {
      const { entry, positionS, queue } = continuation
      for (const entryId of queue.slice(0, queuedAtOnce)) client.suggest(entryId)
      if (client.view().mediaId === entry.id) startAt(positionS, sameVideoLeadMs)
      else {
        wanted = continuation
        client.suggest(entry.id)
      }
    },
    look() {
      if (client.view().refusal !== undefined) wanted = undefined
      const item = wanted && client.view().queue.find(({ mediaId, accepted }) => mediaId === wanted?.entry.id && accepted)
      if (!wanted || !item) return
      const { positionS } = wanted
      wanted = undefined
      client.playItem(item.id)
      startAt(positionS, leadMs)
    },
  }
}
