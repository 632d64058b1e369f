import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frameCode, frameCodeCells, readFrameCode } from './frame-code.ts'

describe('the frame code', () => {
  test.each([
    ['orbits-360p-371', 640, 360, 371],
    ['orbits-180p-1234', 320, 180, 1234],
    ['motion-360p-3599', 640, 360, 3599],
  ])('reads the number of a decoded frame of a clip: %s', (name, width, height, frame) => {
    const grey = gunzipSync(readFileSync(new URL(`./fixtures/${name}.gray.gz`, import.meta.url)))
    const pixels = new Uint8ClampedArray(Array.from(grey).flatMap((level) => [level, level, level, 255]))

    expect(readFrameCode(pixels, width, height)).toBe(frame)
  })

  test('reads any number at any size from 160 pixels of width on', () => {
    const anySize = fc.record({ frame: fc.nat(65_535), width: fc.integer({ min: 160, max: 500 }) })
    const property = fc.property(anySize, ({ frame, width }) => {
      const height = Math.round((width * 9) / 16)
      expect(readFrameCode(paint(frameCodeCells(frame), width, height), width, height)).toBe(frame)
    })
    fc.assert(property, { seed: 11, numRuns: 40 })
  })

  test('one wrong cell is noticed, whichever it is', () => {
    const property = fc.property(fc.nat(65_535), fc.nat(frameCode.cells - 1), (frame, wrong) => {
      const cells = frameCodeCells(frame).map((cell, index) => (index === wrong ? 1 - cell : cell))
      expect(readFrameCode(paint(cells, 160, 90), 160, 90)).toBeUndefined()
    })
    fc.assert(property, { seed: 12, numRuns: 100 })
  })

  test('a blend of two frames is nobody', () => {
    const blend = frameCodeCells(7).map((cell, index) => (cell + (frameCodeCells(8)[index] ?? 0)) / 2)
    expect(readFrameCode(paint(blend, 320, 180), 320, 180)).toBeUndefined()
  })

  test.each([
    ['a black picture', 320, 180],
    ['a picture too small to tell', 60, 34],
  ])('%s is nobody', (_, width, height) => {
    expect(readFrameCode(new Uint8ClampedArray(width * height * 4), width, height)).toBeUndefined()
  })

  test('fewer pixels than promised are nobody', () => {
    expect(readFrameCode(paint(frameCodeCells(1), 320, 180).slice(0, 400), 320, 180)).toBeUndefined()
  })
})

function paint(cells: readonly number[], width: number, height: number): Uint8ClampedArray {
  const pixels = new Uint8ClampedArray(width * height * 4)
  const strip = height * frameCode.stripShareOfHeight
  for (let index = 0; index < width * height; index++) {
    const [x, y] = [index % width, Math.floor(index / width)]
    const level = y < strip ? 235 * (cells[Math.floor((x / width) * cells.length)] ?? 0) + 10 : 120
    pixels.set([level, level, level, 255], index * 4)
  }
  return pixels
}
