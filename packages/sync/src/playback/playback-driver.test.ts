import { describe, expect, test } from 'vitest'
import { createVirtualTime } from '../testing/virtual-time.ts'
import type { Timeline } from '../timeline/timeline.ts'
import { createPlaybackDriver } from './playback-driver.ts'

/** A player that is always ready, and whose answers to `play()` the test gives when it likes. */
function scene() {
  const time = createVirtualTime(1000)
  const answers: ((outcome: 'playing' | 'blocked') => void)[] = []
  let timeline: Timeline = { positionS: 0, atMs: 0, rate: 1, playing: true }
  let paused = true
  const driver = createPlaybackDriver({
    player: {
      positionS: () => 0,
      durationS: () => 60,
      paused: () => paused,
      rate: () => 1,
      readiness: () => 'ready',
      play: () =>
        new Promise((done) => {
          paused = false
          answers.push(done)
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
    become(playing: boolean) {
      timeline = { positionS: 0, atMs: time.now(), rate: 1, playing }
      driver.refresh()
    },
  }
}

describe('the driver', () => {
  test('[DR2] a refusal of an earlier play says nothing about the later one that works', async () => {
    const { time, driver, answers, become } = scene()
    await time.pass(2000)
    become(false)
    await time.pass(500)
    become(true)
    await time.pass(2000)
    expect(answers.length).toBeGreaterThanOrEqual(2)
    answers.at(-1)?.('playing')
    answers[0]?.('blocked')
    await time.pass(100)

    expect(driver.status().kind).not.toBe('blocked')
  })

  test('[DR2] a refusal of the latest play asks for a gesture', async () => {
    const { time, driver, answers } = scene()
    await time.pass(2000)
    answers.at(-1)?.('blocked')
    await time.pass(100)

    expect(driver.status().kind).toBe('blocked')
  })
})
