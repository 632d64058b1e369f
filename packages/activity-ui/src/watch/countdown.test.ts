import { expect, test } from 'vitest'
import { createCountdown } from './countdown.ts'

const startsAt = (atMs: number) => ({ positionS: 0, atMs, rate: 1, playing: true })

test('a countdown is counted down to its last moment', () => {
  const count = createCountdown()
  const seen = [0, 900, 1100, 2100, 2999, 3000, 4000].map((nowMs) => count(startsAt(3000), nowMs))

  expect(seen).toEqual([3, 3, 2, 1, 1, undefined, undefined])
})

test('a start that everybody only has to hear of is not counted, nor is a pause, nor what is not known yet', () => {
  const count = createCountdown()

  expect(count(startsAt(500), 0)).toBeUndefined()
  expect(count({ ...startsAt(9000), playing: false }, 0)).toBeUndefined()
  expect(count(startsAt(9000), undefined)).toBeUndefined()
  expect(count(undefined, 0)).toBeUndefined()
})

test('a countdown that is called off is gone at once, and a press on Play after it is no countdown', () => {
  const count = createCountdown()
  count(startsAt(3000), 0)

  expect(count({ ...startsAt(1000), playing: false }, 1000)).toBeUndefined()
  expect(count(startsAt(1500), 1000)).toBeUndefined()
})
