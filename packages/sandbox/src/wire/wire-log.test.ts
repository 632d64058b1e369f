import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createFrameHeads, type FrameHead } from './frame-heads.ts'
import { createWireLog } from './wire-log.ts'

const frame = (body: string) =>
  ({ kind: 'frame', wire: 'discord-gateway', atMs: 0, direction: 'in', name: 'x', bytes: body.length, body }) as const

test('the ring keeps the newest entries within both bounds, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 400 }), { maxLength: 80 }), (bodies) => {
      const log = createWireLog({ mostEntries: 20, mostCharacters: 3_000 })
      for (const body of bodies) log.add(frame(body))
      const entries = log.entries()

      expect(entries.length).toBeLessThanOrEqual(20)
      expect(JSON.stringify(entries).length).toBeLessThan(3_500)
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => bodies.length - entries.length + index + 1))
      expect(log.oldestSeq).toBe(bodies.length - entries.length + 1)
    }),
    { seed: 3, numRuns: 100 },
  )
})

test('the ring keeps no more entries than it may, however short they are', () => {
  const log = createWireLog({ mostEntries: 3 })
  for (const body of ['a', 'b', 'c', 'd', 'e']) log.add(frame(body))

  expect(log.entries().map(({ seq }) => seq)).toEqual([3, 4, 5])
})

test('the ring gives what came after a number, and tells of each', () => {
  const log = createWireLog()
  const heard: number[] = []
  const stop = log.subscribe(({ seq }) => heard.push(seq))
  for (const body of ['a', 'b', 'c']) log.add(frame(body))
  stop()
  log.add(frame('d'))

  expect(log.entries({ after: 2 }).map(({ seq }) => seq)).toEqual([3, 4])
  expect(heard).toEqual([1, 2, 3])
})

/** A frame as RFC 6455 has it. */
function wsFrame(opcode: number, length: number, masked: boolean): Buffer {
  const extended = length < 126 ? Buffer.alloc(0) : length < 65_536 ? Buffer.alloc(2) : Buffer.alloc(8)
  if (extended.length === 2) extended.writeUInt16BE(length)
  if (extended.length === 8) extended.writeBigUInt64BE(BigInt(length))
  const short = extended.length === 0 ? length : extended.length === 2 ? 126 : 127
  const head = Buffer.from([0x80 | opcode, (masked ? 0x80 : 0) | short])
  return Buffer.concat([head, extended, Buffer.alloc(masked ? 4 : 0), Buffer.alloc(length, 0x81)])
}

test('heads of WebSocket frames are read however the bytes are cut', () => {
  const sent = fc.array(
    fc.record({ opcode: fc.constantFrom(1, 2, 8, 9), length: fc.constantFrom(0, 5, 125, 126, 300, 65_535, 70_000), masked: fc.boolean() }),
    {
      maxLength: 6,
    },
  )
  fc.assert(
    fc.property(sent, fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 20 }), (frames, cuts) => {
      const bytes = Buffer.concat([
        Buffer.from('HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\n\r\n'),
        ...frames.map(({ opcode, length, masked }) => wsFrame(opcode, length, masked)),
      ])
      const heads: FrameHead[] = []
      const read = createFrameHeads((head) => heads.push(head), { afterHttpHead: true })
      for (let at = 0, index = 0; at < bytes.length; index += 1) {
        const size = cuts[index % cuts.length] ?? 1
        read(bytes.subarray(at, at + size))
        at += size
      }

      expect(heads.map(({ bytes: length }) => length)).toEqual(frames.map(({ length }) => length))
    }),
    { seed: 4, numRuns: 60 },
  )
})
