import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Receiver } from 'ws'
import { createFrames, textFrame } from './text-frame.ts'

test('any text survives its frame, by the reader of ws', async () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.integer({ min: 0, max: 2000 }).map((length) => 'x'.repeat(length)),
  )
  await fc.assert(
    fc.asyncProperty(text, async (said) => {
      expect(await read(textFrame(said))).toBe(said)
    }),
    { numRuns: 100 },
  )
})

test.each([0, 1, 125, 126, 65_535, 65_536])('%i bytes have the header that their length asks for', async (length) => {
  expect(await read(textFrame('x'.repeat(length)))).toHaveLength(length)
})

test('what is said to many is framed once', () => {
  const frameOf = createFrames()
  const first = frameOf('to all')

  expect(frameOf(['to', 'all'].join(' '))).toBe(first)
  expect(frameOf('another')).not.toBe(first)
})

function read(frame: Buffer): Promise<string> {
  return new Promise((done, fail) => {
    const receiver = new Receiver({ isServer: false })
    receiver.on('message', (data) => done(String(data)))
    receiver.on('error', fail)
    receiver.write(frame)
  })
}
