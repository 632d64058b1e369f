import { expect, test } from 'vitest'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createObjectTimers } from './object-timers.ts'

test('[DO6] what is due within two seconds is left to the process, and anything later to the first event after it', async () => {
  const time = createVirtualTime()
  const timers = createObjectTimers({ now: time.now, process: time })
  const rang: string[] = []
  timers.after(2000, () => rang.push('soon'))
  timers.after(2001, () => rang.push('later'))
  timers.after(2001, () => rang.push('called off'))()
  expect(time.waiting()).toBe(1)
  await time.pass(60_000)
  expect(rang).toEqual(['soon'])
  timers.ring()
  timers.ring()

  expect(rang).toEqual(['soon', 'later'])
})
