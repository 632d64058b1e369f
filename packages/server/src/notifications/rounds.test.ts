import { expect, test } from 'vitest'
import { createRounds } from './rounds.ts'

/** Rounds that the test ends by hand. */
function scene() {
  const begun: { end: (done: number) => void; fail: (error: Error) => void }[] = []
  const errors: unknown[] = []
  const rounds = createRounds({
    round: () => new Promise((end, fail) => begun.push({ end, fail })),
    onError: (error) => errors.push(error),
  })
  const settle = async (turns = 20) => {
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
  }
  return { rounds, begun, errors, settle }
}

test('one round runs at a time, and a wake-up during it is one more round', async () => {
  const { rounds, begun, settle } = scene()
  rounds.wake()
  rounds.wake()
  rounds.wake()
  await settle()
  expect(begun).toHaveLength(1)
  begun[0]?.end(0)
  await settle()
  expect(begun).toHaveLength(2)
  begun[1]?.end(0)
  await settle()

  expect(begun).toHaveLength(2)
})

test('a round that got something done is followed by one more', async () => {
  const { rounds, begun, settle } = scene()
  rounds.wake()
  await settle()
  begun[0]?.end(3)
  await settle()

  expect(begun).toHaveLength(2)
})

test.each([0, 1, 2, 3])('a wake-up in the very moment in which a round ends is not lost (%i turns later)', async (turns) => {
  const { rounds, begun, settle } = scene()
  rounds.wake()
  await settle()
  begun[0]?.end(0)
  await settle(turns)
  rounds.wake()
  await settle()

  expect(begun).toHaveLength(2)
})

test('a failed round is told, and the next wake-up starts afresh', async () => {
  const { rounds, begun, errors, settle } = scene()
  rounds.wake()
  await settle()
  begun[0]?.fail(new Error('the database is away'))
  await settle()
  rounds.wake()
  await settle()

  expect(errors).toHaveLength(1)
  expect(begun).toHaveLength(2)
})

test('closing waits for the round under way and starts no other', async () => {
  const { rounds, begun, settle } = scene()
  rounds.wake()
  await settle()
  const closed = rounds.close()
  rounds.wake()
  begun[0]?.end(1)
  await closed

  expect(begun).toHaveLength(1)
})
