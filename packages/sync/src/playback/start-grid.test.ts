import fc from 'fast-check'
import { expect, test } from 'vitest'
import { firstFrom, followed, nearest, type StartGrid, trusted, withStart } from './start-grid.ts'

const bufferMs = fc.constantFrom(1024 / 48, 1024 / 44.1, 20)
/** When starts were asked for. */
const asked = fc
  .array(fc.integer({ min: 100, max: 1e6 }), { minLength: 5, maxLength: 12 })
  .map((instants) => instants.sort((a, b) => a - b))

test('[CT16] a player that starts with its audio buffers is trusted from its first start on, and known exactly after a few', () => {
  fc.assert(
    fc.property(bufferMs, fc.double({ min: 0, max: 20, noNaN: true }), fc.integer({ min: 0, max: 1e6 }), (periodMs, phaseMs, laterMs) => {
      const starts = [3, 700, 1501, 2207, 4003].map((index) => phaseMs + index * periodMs)
      const grid = gridOf(starts)

      expect(trusted(gridOf(starts.slice(0, 1)))).toBeDefined()
      expect(trusted(grid, 1)).toMatchObject({ periodMs })
      expect(firstFrom(grid, laterMs) - laterMs).toBeGreaterThanOrEqual(-1e-6)
      expect(firstFrom(grid, laterMs) - laterMs).toBeLessThan(periodMs + 1e-6)
      expect(Math.abs(nearest(grid, laterMs) - laterMs)).toBeLessThanOrEqual(periodMs / 2 + 1e-6)
    }),
  )
})

test('[CT16] a player whose starts fall anywhere is not trusted for long', () => {
  fc.assert(
    fc.property(asked, (starts) => {
      // Half a buffer away from where each period would have it.
      const grid = starts.reduce((known, atMs) => withStart(known, firstFrom(known, atMs) + 4.5), gridOf([0]))

      expect(trusted(grid)).toBeUndefined()
    }),
  )
})

test('[CT16] the instants are followed by the media, however much the output and the clock part', () => {
  fc.assert(
    fc.property(fc.integer({ min: -200, max: 200 }), fc.array(fc.integer({ min: 100, max: 2000 }), { maxLength: 300 }), (ppm, gaps) => {
      const outputRate = 1 + ppm / 1e6
      let heard: { grid: StartGrid; boundaryS: number | undefined } = { grid: gridOf([0]), boundaryS: undefined }
      let localMs = 0
      for (const gap of gaps) {
        localMs += gap
        heard = followed(heard.grid, heard.boundaryS, { localMs, positionS: 7 + (localMs / 1000) * outputRate })
      }
      const taken = (nearest(heard.grid, localMs) * outputRate) / heard.grid.periodMs

      // What parted before the first look is not seen.
      expect(Math.abs(taken - Math.round(taken)) * heard.grid.periodMs).toBeLessThan(0.5)
    }),
  )
})

function gridOf([first = 0, ...more]: readonly number[]): StartGrid {
  return more.reduce<StartGrid>(withStart, withStart(undefined, first))
}
