import type { RoomClient, RoomView } from '@kaltura-discord/sync/client'
import type { Continuation } from '../launch/launch.ts'

/** Everybody has to load what they go on with. */
const leadMs = 5000
const sameVideoLeadMs = 3200
/** As many suggestions as a room takes at once. */
const queuedAtOnce = 4

/**
 * Goes on where a channel stopped. Another video than the room shows has to be suggested first, which for whoever steers puts it into the queue; it is
 * played from there as soon as the room lists it. `look` after every change of the room, and now and then.
 * @param atOnce what to go on with as soon as the room and its time are known, if this viewer steers it then and nobody has begun anything.
 */
export function createGoOn(
  client: Pick<RoomClient, 'view' | 'suggest' | 'playItem' | 'startAt' | 'serverMs' | 'seek'>,
  atOnce?: Continuation,
): {
  start(continuation: Continuation): void
  look(): void
} {
  let wanted: Continuation | undefined
  let awaited = atOnce

  function startAt(positionS: number, aheadMs: number): void {
    const nowMs = client.serverMs()
    if (nowMs === undefined) client.seek(positionS)
    else client.startAt(nowMs + aheadMs, positionS)
  }

  function start(continuation: Continuation): void {
    const { entry, positionS, queue } = continuation
    for (const entryId of queue.slice(0, queuedAtOnce)) client.suggest(entryId)
    if (client.view().mediaId === entry.id) startAt(positionS, sameVideoLeadMs)
    else {
      wanted = continuation
      client.suggest(entry.id)
    }
  }

  function startAwaited(): void {
    const view = client.view()
    if (!awaited || !view.timeline || client.serverMs() === undefined) return
    if (view.iMaySteer && !hasBegun(view)) start(awaited)
    awaited = undefined
  }

  return {
    start,
    look() {
      startAwaited()
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

/** Whether anybody started or moved what the room shows. */
export function hasBegun({ timeline }: Pick<RoomView, 'timeline'>): boolean {
  return !timeline || timeline.playing || timeline.positionS > 0
}
