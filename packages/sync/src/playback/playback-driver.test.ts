import { describe, expect, test } from 'vitest'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { positionAt, type Timeline } from '../timeline/timeline.ts'
import { createPlaybackDriver } from './playback-driver.ts'

/** A player that is always ready and in place, and whose answers to `play()` the test gives when it likes. */
function scene() {
  const time = createVirtualTime(1000)
  const answers: ((outcome: 'playing' | 'blocked') => void)[] = []
  const timeline: Timeline = { positionS: 0, atMs: 0, rate: 1, playing: true }
  let paused = true
  const driver = createPlaybackDriver({
    player: {
      positionS: () => positionAt(timeline, time.now()),
      durationS: () => 60,
      paused: () => paused,
      rate: () => 1,
      readiness: () => 'ready',
      play: () =>
        new Promise((done) => {
          paused = false
          const mine = answers.push((outcome) => {
            paused ||= outcome === 'blocked' && mine === answers.length
            done(outcome)
          })
        }),
      pause() {
        paused = true
      },
      seek: () => undefined,
      setRate: () => undefined,
      subscribe: () => () => undefined,
    },
    clock: time,
    timers: time,
    room: () => ({ timeline, durationS: 60, serverMs: time.now(), boundMs: 1 }),
    onStatus: () => undefined,
  })
  return {
    time,
    driver,
    answers,
  }
}

describe('the driver', () => {
  test('[DR2] a refused play asks for a gesture', async () => {
    const { time, driver, answers } = scene()
    await time.pass(2000)
    answers.at(-1)?.('blocked')
    await time.pass(100)

    expect(driver.status().kind).toBe('blocked')
  })
})
