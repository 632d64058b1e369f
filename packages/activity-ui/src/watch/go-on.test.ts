import { expect, test } from 'vitest'
import { createGoOn } from './go-on.ts'

const continuation = {
  entry: { id: 'film', name: 'Film', description: '', durationS: 1200, kind: 'video' as const },
  positionS: 751,
  queue: ['next', 'later'],
}

const standing = { positionS: 0, atMs: 0, rate: 1, playing: false }

interface Seen {
  mediaId: string
  queue: { id: string; mediaId: string; accepted: boolean }[]
  refusal?: string
  timeline?: typeof standing
  iMaySteer?: boolean
}

/** A room that shows `mediaId`, at 1000 ms of its time, and what is asked of it. */
function scene(mediaId: string, serverMs: number | 'unknown' = 1000, atOnce?: typeof continuation) {
  const asked: string[] = []
  let view: Seen = { mediaId, queue: [] }
  let nowMs = serverMs === 'unknown' ? undefined : serverMs
  const client = {
    view: () => view as never,
    serverMs: () => nowMs,
    suggest: (id: string) => asked.push(`suggest ${id}`),
    playItem: (id: string) => asked.push(`play ${id}`),
    startAt: (atMs: number, positionS?: number) => asked.push(`start ${positionS} at ${atMs}`),
    seek: (positionS: number) => asked.push(`seek ${positionS}`),
  }
  const goOn = createGoOn(client, atOnce)
  const becomes = (next: Partial<typeof view>) => {
    view = { ...view, ...next }
    goOn.look()
  }
  const isNow = (ms: number) => {
    nowMs = ms
    goOn.look()
  }
  return { asked, goOn, becomes, isNow }
}
const film = { id: 'item', mediaId: 'film', accepted: true }

test('the video that is shown goes on by a countdown, with what waited behind it', () => {
  const { asked, goOn } = scene('film')
  goOn.start(continuation)

  expect(asked).toEqual(['suggest next', 'suggest later', 'start 751 at 4200'])
})

test('another video is queued, and played from there once the room lists it, and only once', () => {
  const { asked, goOn, becomes } = scene('something else')
  goOn.start(continuation)
  becomes({})
  becomes({ queue: [{ ...film, accepted: false }] })
  becomes({ queue: [film] })
  becomes({ queue: [film] })

  expect(asked).toEqual(['suggest next', 'suggest later', 'suggest film', 'play item', 'start 751 at 6000'])
})

test('a video that the room refuses is not played when somebody queues it later', () => {
  const { asked, goOn, becomes } = scene('something else')
  goOn.start(continuation)
  becomes({ refusal: 'media-refused' })
  becomes({ queue: [film] })

  expect(asked).toEqual(['suggest next', 'suggest later', 'suggest film'])
})

test('as long as the room’s time is not known, it goes there without a countdown', () => {
  const { asked, goOn } = scene('film', 'unknown')
  goOn.start({ ...continuation, queue: [] })

  expect(asked).toEqual(['seek 751'])
})

test('who chose to go on before the room was open goes on once the room and its time are known, and only once', () => {
  const { asked, becomes, isNow } = scene('film', 'unknown', { ...continuation, queue: [] })
  becomes({})
  becomes({ timeline: standing, iMaySteer: true })
  expect(asked).toEqual([])
  isNow(2000)
  isNow(2250)

  expect(asked).toEqual(['start 751 at 5200'])
})

test.each([
  ['others steer', { timeline: standing, iMaySteer: false }],
  ['somebody has begun', { timeline: { ...standing, playing: true }, iMaySteer: true }],
])('where %s by then, that choice moves nobody, then or later', (_, found) => {
  const { asked, becomes } = scene('film', 1000, continuation)
  becomes(found)
  becomes({ timeline: standing, iMaySteer: true })

  expect(asked).toEqual([])
})
