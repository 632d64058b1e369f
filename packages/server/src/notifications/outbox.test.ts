import { expect, test } from 'vitest'
import { createOutbox } from './outbox.ts'

/** An outbox whose rounds the test ends by hand. */
function scene() {
  const rounds: { end: (sent: number) => void; fail: (error: Error) => void }[] = []
  const errors: unknown[] = []
  const outbox = createOutbox({
    deliver: () => new Promise((done, fail) => rounds.push({ end: (sent) => done({ sent, quiet: 0, postponed: 0 }), fail })),
    onError: (error) => errors.push(error),
  })
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return { outbox, rounds, errors, settle }
}

test('one round runs at a time, and a wake-up during it is one more round', async () => {
  const { outbox, rounds, settle } = scene()
  outbox.wake()
  outbox.wake()
  outbox.wake()
  await settle()
  expect(rounds).toHaveLength(1)
  rounds[0]?.end(0)
  await settle()
  expect(rounds).toHaveLength(2)
  rounds[1]?.end(0)
  await settle()

  expect(rounds).toHaveLength(2)
})

test('a round that delivered something looks once more', async () => {
  const { outbox, rounds, settle } = scene()
  outbox.wake()
  await settle()
  rounds[0]?.end(3)
  await settle()

  expect(rounds).toHaveLength(2)
})

test('a failed round is told, and the next wake-up starts afresh', async () => {
  const { outbox, rounds, errors, settle } = scene()
  outbox.wake()
  await settle()
  rounds[0]?.fail(new Error('the database is away'))
  await settle()
  outbox.wake()
  await settle()

  expect(errors).toHaveLength(1)
  expect(rounds).toHaveLength(2)
})

test('closing waits for the round under way and starts no other', async () => {
  const { outbox, rounds, settle } = scene()
  outbox.wake()
  await settle()
  const closed = outbox.close()
  outbox.wake()
  rounds[0]?.end(1)
  await closed

  expect(rounds).toHaveLength(1)
})
