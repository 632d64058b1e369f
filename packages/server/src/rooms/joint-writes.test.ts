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

test('of what goes to one stream while one thing is done the first goes at once and the rest together, in order', () => {
  const turns: (() => void)[] = []
  const writeTo = createJointWrites((run) => void turns.push(run))
  const [ada, bob] = [stream(), stream()]
  const [toAda, toBob] = [writeTo(ada.writable), writeTo(bob.writable)]
  for (const text of ['1', '2', '3']) toAda(Buffer.from(text))
  toBob(Buffer.from('1'))
  expect([ada.writes, bob.writes, turns.length]).toEqual([['1'], ['1'], 1])
  turns.shift()?.()
  toAda(Buffer.from('4'))
  turns.shift()?.()

  expect([ada.writes, bob.writes]).toEqual([['1', '23', '4'], ['1']])
})

test('a stream that ends meanwhile takes with it what was written before', () => {
  const turns: (() => void)[] = []
  const { writes, writable } = stream()
  const write = createJointWrites((run) => void turns.push(run))(writable)
  for (const text of ['busy', 'good', 'bye']) write(Buffer.from(text))
  writable.end()
  turns.shift()?.()

  expect(writes).toEqual(['busy', 'goodbye'])
})
