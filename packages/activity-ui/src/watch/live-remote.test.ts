import { expect, test } from 'vitest'
import { createLiveRemote } from './live-remote.ts'

/** A stream that can be watched from 100 to 700, and a room that stands at `standsS`, which is `shiftS` more than the player's position there. */
function scene(standsS: number | undefined, shiftS = 0) {
  const asked: string[] = []
  const timeline = standsS === undefined ? undefined : { positionS: standsS, atMs: 0, rate: 1, playing: false }
  const client = {
    view: () => ({ ...(timeline ? { timeline } : {}) }) as never,
    shiftS: () => shiftS,
    play: () => asked.push('play'),
    pause: () => asked.push('pause'),
    seek: (positionS: number) => asked.push(`seek ${positionS}`),
    setRate: (rate: number) => asked.push(`rate ${rate}`),
    resume: () => asked.push('resume'),
  }
  const nearest = (positionS: number) => (positionS === 0 ? 700 : Math.min(700, Math.max(100, positionS)))
  return { asked, remote: createLiveRemote(client, { nearest }) }
}

test.each([
  ['stands where it still can be watched, where it stands', 300, ['play']],
  ['was never begun, at the edge', 0, ['play', 'seek 700']],
  ['is not known yet, at the edge', undefined, ['play', 'seek 700']],
  ['stood still for too long, at the oldest there is', 40, ['play', 'seek 100']],
])('a live room that %s, is started', (_, standsS, expected) => {
  const { asked, remote } = scene(standsS)
  remote.play()

  expect(asked).toEqual(expected)
})

test('no seek leaves what can be watched of a live stream, and the rest of the remote is as ever', () => {
  const { asked, remote } = scene(300)
  remote.seek(9000)
  remote.pause()
  remote.setRate(1)
  remote.resume()

  expect(asked).toEqual(['seek 700', 'pause', 'rate 1', 'resume'])
})

test('a room that counts by the distance to the edge is asked for its own positions, not for those of the player', () => {
  const { asked, remote } = scene(5300, 5000)
  remote.play()
  remote.seek(9000)
  const late = scene(5040, 5000)
  late.remote.play()

  expect(asked).toEqual(['play', 'seek 5700'])
  expect(late.asked).toEqual(['play', 'seek 5100'])
})
