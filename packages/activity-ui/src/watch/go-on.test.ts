import { expect, test } from 'vitest'
import { createGoOn } from './go-on.ts'

const continuation = {
  entry: { id: 'film', name: 'Film', description: '', durationS: 1200, kind: 'video' as const },
  positionS: 751,
  queue: ['next', 'later'],
}

/** A room that shows `mediaId`, at 1000 ms of its time, and what is asked of it. */
function scene(mediaId: string, serverMs: number | 'unknown' = 1000) {
  const asked: string[] = []
  let view: { mediaId: string; queue: { id: string; mediaId: string; accepted: boolean }[]; refusal?: string } = { mediaId, queue: [] }
  const goOn = createGoOn({
    view: () => view as never,
    serverMs: () => (serverMs === 'unknown' ? undefined : serverMs),
    suggest: (id) => asked.push(`suggest ${id}`),
    playItem: (id) => asked.push(`play ${id}`),
    startAt: (atMs, positionS) => asked.push(`start ${positionS} at ${atMs}`),
    seek: (positionS) => asked.push(`seek ${positionS}`),
  })
  const becomes = (next: Partial<typeof view>) => {
    view = { ...view, ...next }
    goOn.look()
  }
  return { asked, goOn, becomes }
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
