import type { Contender } from './remote.ts'
import { openRoomFeed, type RoomFeed, remoteOf } from './room-feed.ts'

/** The libraries as npm has them; the stage builds this module from `bench/sync/npm-peers`. */
const library = '/timingsrc.js'

interface Library {
  TimingObject: new (provider: EventTarget) => EventTarget
  setTimingsrc(media: HTMLMediaElement, timing: EventTarget): () => void
}

export const timingsrc: Contender = async ({ video, socketUrl, ticket }) => {
  const { TimingObject, setTimingsrc }: Library = await import(library)
  const feed = await openRoomFeed(socketUrl, ticket)
  setTimingsrc(video, new TimingObject(createRoomProvider(feed)))
  return remoteOf(feed)
}

/** A TimingProvider of the Timing Object draft over the room: its vector is the room's, in server time, and `skew` leads there from `performance.now()`. */
function createRoomProvider(feed: RoomFeed): EventTarget {
  const provider = new EventTarget()
  const tell = (type: string) => provider.dispatchEvent(new Event(type))
  const skewS = () => ((feed.clock.now() ?? 0) - performance.now()) / 1000
  function tellChange(): void {
    const { playing = false, atMs = 0 } = feed.timeline() ?? {}
    const waitMs = atMs - (feed.clock.now() ?? 0)
    tell('change')
    if (playing && waitMs > 0) setTimeout(tellChange, waitMs)
  }
  feed.onChange(tellChange)
  setInterval(() => tell('adjust'), 100)
  return Object.defineProperties(provider, {
    startPosition: { value: Number.NEGATIVE_INFINITY },
    endPosition: { value: Number.POSITIVE_INFINITY },
    error: { value: null },
    readyState: { value: 'open' },
    skew: { get: skewS },
    update: { value: async () => {} },
    vector: {
      get() {
        const { positionS, playing } = feed.target() ?? { positionS: 0, playing: false }
        return { position: positionS, velocity: playing ? 1 : 0, acceleration: 0, timestamp: (feed.clock.now() ?? 0) / 1000 }
      },
    },
  })
}
