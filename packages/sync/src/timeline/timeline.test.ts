import fc from 'fast-check'
import { expect, test } from 'vitest'
import { positionAt } from './timeline.ts'

const playing = { positionS: 10, atMs: 1000, rate: 2, playing: true }

test('[TL1] a playing timeline moves by its rate from its instant on', () => {
  expect(positionAt(playing, 2500)).toBe(13)
})

test('[TL2] it never passes the end, nor a year where the end is not known', () => {
  expect(positionAt(playing, 1e9, 60)).toBe(60)
  expect([positionAt(playing, 1e12), positionAt(playing, 1e12, Number.POSITIVE_INFINITY)]).toEqual([31_536_000, 31_536_000])
})

test('[TL3] before its instant, and while paused, it stands', () => {
  expect(positionAt(playing, 0)).toBe(10)
  expect(positionAt({ ...playing, playing: false }, 9000)).toBe(10)
})

test('[TL4] it never runs backwards', () => {
  fc.assert(fc.property(fc.nat(), fc.nat(), (a, b) => positionAt(playing, Math.min(a, b)) <= positionAt(playing, Math.max(a, b))))
})
