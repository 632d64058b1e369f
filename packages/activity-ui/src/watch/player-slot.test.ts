import { createVirtualPlayer, createVirtualTime } from '@kaltura-discord/sync/testing'
import { expect, test } from 'vitest'
import { createPlayerSlot } from './player-slot.ts'

test('a slot is the player that is in it, and loads while it is empty', async () => {
  const time = createVirtualTime()
  const slot = createPlayerSlot()
  expect([slot.readiness(), slot.paused(), slot.positionS(), slot.durationS()]).toEqual(['loading', true, 0, undefined])
  slot.put(createVirtualPlayer({ time, durationS: 60, reachableS: () => ({ startS: 10, endS: 40 }) }))
  slot.seek(12)
  await time.pass(100)

  expect([slot.positionS(), slot.durationS(), slot.paused()]).toEqual([12, 60, true])
  expect(slot.reachableS?.()).toEqual({ startS: 10, endS: 40 })
})

test('whoever listens hears of the player that is in, of each exchange, and of no player that is out', async () => {
  const time = createVirtualTime()
  const slot = createPlayerSlot()
  const [first, second] = [createVirtualPlayer({ time }), createVirtualPlayer({ time })]
  let heard = 0
  const stop = slot.subscribe(() => {
    heard += 1
  })
  slot.put(first)
  slot.put(second)
  const exchanged = heard
  first.pauseByItself()
  await time.pass(1)
  const afterFirst = heard
  second.pauseByItself()
  await time.pass(1)
  const afterSecond = heard
  stop()
  second.pauseByItself()
  await time.pass(1)

  expect([exchanged, afterFirst, afterSecond > afterFirst, heard]).toEqual([2, 2, true, afterSecond])
})
