import { leftOffQueueLength, type ProgrammeStore } from '@kaltura-discord/core'
import { positionAt, type RoomState, type RoomStore, type Timers } from '@kaltura-discord/sync'
import { placeOfRoom } from './room-name.ts'

export interface KeepLeftOffOptions {
  rooms: RoomStore
  programmes: Pick<ProgrammeStore, 'leaveOff'>
  /** The time that rooms live in. */
  now: () => number
  timers: Timers
  /** How often a room that plays is written down. Default: 30,000 ms; so much may be lost when the process is killed. */
  everyMs?: number
  /** A room could not be written down; it is tried again with the next change or after `everyMs`. */
  onError: (error: unknown) => void
}

export interface KeptRooms {
  /** The same rooms; give it to whoever serves them. */
  store: RoomStore
  /** Writes down what plays, and stops. Safe to call twice. */
  close(): Promise<void>
}

/** A room that somebody watches here: while it plays, when to look again; while it stands, how it stood when it was written down. */
type Watched = { kind: 'plays'; cancel: () => void } | { kind: 'stands'; as: string }

/**
 * Remembers for each channel what it watched and where that stood: whenever its room stands still, every `everyMs` while it plays, and when the last one
 * leaves. Browsers have no say in it: what counts is what was committed.
 *
 * A room that is read while somebody watches it is one that this process takes up: one that slept, or another server's.
 *
 * A room that nobody has started yet is not remembered, so that opening an Activity does not forget what the channel could go on with.
 */
export function keepLeftOff({ rooms, programmes, now, timers, everyMs = 30_000, onError }: KeepLeftOffOptions): KeptRooms {
  const watched = new Map<string, Watched>()

  async function write(name: string, { mediaId, timeline, durationS, queue }: RoomState): Promise<void> {
    const place = placeOfRoom(name)
    const atMs = now()
    const positionS = positionAt(timeline, atMs, durationS)
    if (!place || (positionS === 0 && !timeline.playing)) return
    const next = queue.filter(({ accepted }) => accepted).slice(0, leftOffQueueLength)
    await programmes.leaveOff({ ...place, entryId: mediaId, positionS, queue: next.map((item) => item.mediaId), atMs }).catch(onError)
  }

  /** Another server may have changed the room since, so it is read again. */
  async function look(name: string): Promise<RoomState | undefined> {
    const state = (await rooms.read(name).catch(onError))?.state
    if (state && isWatched(state)) await write(name, state)
    return state
  }

  function lookLater(name: string): Watched {
    const cancel = timers.after(everyMs, async () => {
      const state = await look(name)
      if (watched.get(name) !== plays) return
      if (state?.timeline.playing && isWatched(state)) watched.set(name, lookLater(name))
      else watched.delete(name)
    })
    const plays: Watched = { kind: 'plays', cancel }
    return plays
  }

  function changed(name: string, state: RoomState): void {
    const before = watched.get(name)
    if (isWatched(state) && state.timeline.playing) {
      if (before?.kind !== 'plays') watched.set(name, lookLater(name))
      return
    }
    if (before?.kind === 'plays') before.cancel()
    if (!isWatched(state)) {
      // The seats of those who are away are given up seconds later, but where they stopped is where the last one left.
      if (watched.delete(name)) void write(name, state)
      return
    }
    const as = JSON.stringify([state.mediaId, state.timeline])
    watched.set(name, { kind: 'stands', as })
    if (before?.kind !== 'stands' || before.as !== as) void write(name, state)
  }

  return {
    store: {
      ...rooms,
      async read(name) {
        const stored = await rooms.read(name)
        if (stored && isWatched(stored.state) && !watched.has(name)) changed(name, stored.state)
        return stored
      },
      async commit(name, expectedSeq, next, events) {
        const outcome = await rooms.commit(name, expectedSeq, next, events)
        if (outcome.kind === 'committed') changed(name, next)
        return outcome
      },
    },
    async close() {
      const playing = [...watched].filter(([, { kind }]) => kind === 'plays').map(([name]) => name)
      for (const each of watched.values()) if (each.kind === 'plays') each.cancel()
      watched.clear()
      await Promise.all(playing.map(look))
    },
  }
}

function isWatched({ members }: RoomState): boolean {
  return members.some(({ presence }) => presence.kind === 'present')
}
