import { describe, expect, test } from 'vitest'
import { createLinkMonitor } from '../clock/link-quality.ts'
import { createServerClock } from '../clock/server-clock.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { startPinger } from './pinger.ts'

describe('the pinger', () => {
  test('[CL9] a message heard sends a ping that is overdue, and no other', async () => {
    const { time, pinger, asked, hide } = scene()
    await time.pass(20_000)
    const before = asked.length
    pinger.nudge()
    expect(asked.length).toBe(before)
    hide()
    await time.pass(20_000)
    expect(asked.length).toBe(before)
    pinger.nudge()
    pinger.nudge()

    expect(asked.length).toBe(before + 1)
  })

  test('[CL9] an answer is dated when it comes, however late our timers are', async () => {
    const { time, pinger, hide, serverClock } = scene()
    await time.pass(2000)
    hide()
    await time.pass(60_000)
    pinger.nudge()
    await time.pass(41)

    expect(serverClock.boundMs()).toBeLessThan(22)
  })

  test('[CL5] starts anew when told to, but not in the middle of a burst', async () => {
    const { time, pinger, asked } = scene()
    await time.pass(300)
    const inBurst = asked.length
    pinger.restart()
    expect(asked.length).toBe(inBurst)
    await time.pass(30_000)
    const before = asked.length
    pinger.restart()
    await time.pass(600)

    expect(asked.length).toBe(before + 10)
  })

  test('[CL5] starts anew when the route has changed', async () => {
    const { time, asked, answerAfter } = scene()
    await time.pass(120_000)
    answerAfter(120)
    const before = asked.length
    await time.pass(36_000)

    expect(asked.length - before).toBeGreaterThan(10)
  })

  test('[CL6] an answer to what was not asked, or a second one, is not counted', async () => {
    const { time, pinger, asked, serverClock, answerAfter } = scene()
    answerAfter(Number.NaN)
    const [t0 = Number.NaN] = asked
    await time.pass(10)
    for (let index = 0; index < 9; index += 1) pinger.pong({ t0, t1: 500, t2: 500 })
    pinger.pong({ t0: 12_345, t1: 500, t2: 500 })

    expect(serverClock.now()).toBeUndefined()
  })
})

/** Its server answers after 40 ms, or as told. `hide` makes timers never ring. */
function scene() {
  const time = createVirtualTime(1000)
  const serverClock = createServerClock(time)
  const asked: number[] = []
  let [afterMs, hidden] = [40, false]
  const pinger = startPinger({
    serverClock,
    link: createLinkMonitor(),
    clock: time,
    timers: { after: (ms, run) => (hidden ? () => {} : time.after(ms, () => !hidden && run())) },
    onDead: () => {},
    send(message) {
      if (message.type !== 'ping') return
      asked.push(message.t0)
      const takesMs = afterMs
      const t1 = time.now() + takesMs / 2
      if (!Number.isNaN(takesMs)) time.after(takesMs, () => pinger.pong({ t0: message.t0, t1, t2: t1 }))
    },
  })
  return {
    time,
    pinger,
    asked,
    serverClock,
    hide() {
      hidden = true
    },
    answerAfter(ms: number) {
      afterMs = ms
    },
  }
}
