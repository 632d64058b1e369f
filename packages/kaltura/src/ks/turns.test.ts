import { expect, test } from 'vitest'
import { inTurn } from './turns.ts'

test('work beyond sixty-four pieces waits for its turn, and a failure gives its turn away too', async () => {
  const started: number[] = []
  let fail = (_error: Error): void => {}
  let openGate = (): void => {}
  const failing = new Promise<void>((_, reject) => {
    fail = reject
  })
  const gate = new Promise<void>((resolve) => {
    openGate = resolve
  })
  const all = Array.from({ length: 70 }, (_, index) =>
    inTurn(async () => {
      started.push(index)
      await (index === 0 ? failing : gate)
    }),
  )
  const settled = Promise.allSettled(all)
  await new Promise(setImmediate)
  expect(started).toHaveLength(64)

  fail(new Error('failed'))
  await new Promise(setImmediate)
  expect(started).toEqual(Array.from({ length: 65 }, (_, index) => index))

  openGate()
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', ...Array.from({ length: 69 }, () => 'fulfilled')])
})
