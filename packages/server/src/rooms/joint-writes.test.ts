import { Writable } from 'node:stream'
import { expect, test } from 'vitest'
import { createJointWrites } from './joint-writes.ts'

/** A stream that tells what each write brought together. */
function stream() {
  const writes: string[] = []
  const writable = new Writable({
    write(chunk, _, done) {
      writes.push(String(chunk))
      done()
    },
    writev(chunks, done) {
      writes.push(chunks.map(({ chunk }) => String(chunk)).join(''))
      done()
    },
  })
  return { writes, writable }
}

test('what goes to one stream while one thing is done goes out together, in order, and the next apart', () => {
  const turns: (() => void)[] = []
  const write = createJointWrites((run) => void turns.push(run))
  const [ada, bob] = [stream(), stream()]
  for (const text of ['1', '2', '3']) {
    write(ada.writable, Buffer.from(text))
    write(bob.writable, Buffer.from(text))
  }
  expect([ada.writes, bob.writes, turns.length]).toEqual([[], [], 1])
  turns.shift()?.()
  write(ada.writable, Buffer.from('4'))
  turns.shift()?.()

  expect([ada.writes, bob.writes]).toEqual([['123', '4'], ['123']])
})

test('a stream that ends meanwhile takes with it what was written before', async () => {
  const turns: (() => void)[] = []
  const write = createJointWrites((run) => void turns.push(run))
  const { writes, writable } = stream()
  write(writable, Buffer.from('goodbye'))
  writable.end()
  turns.shift()?.()

  expect(writes).toEqual(['goodbye'])
})
