import { UnavailableError } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { manualTimers } from './manual-timers.ts'
import { repeat } from './repeat.ts'

/** Rounds that the test ends by hand. */
function scene() {
  const timers = manualTimers()
  const rounds: { signal: AbortSignal; end: () => void; fail: (error: unknown) => void }[] = []
  const failures: unknown[] = []
  const round = (signal: AbortSignal) => new Promise<void>((end, fail) => rounds.push({ signal, end, fail }))
  const running = repeat(round, { everyMs: 300_000, after: timers.after, onFailure: (error) => failures.push(error) })
  const settle = async () => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
  }
  return { ...timers, rounds, failures, running, settle }
}

test('begins at once, and again so long after a round has ended: none begins during another', async () => {
  const { rounds, run, waits, settle } = scene()
  run(0)
  await settle()
  expect([rounds.length, waits()]).toEqual([1, []])

  rounds[0]?.end()
  await settle()
  expect(waits()).toEqual([300_000])
  run(300_000)

  expect(rounds).toHaveLength(2)
})

test('a round that failed is told, and the next one comes all the same', async () => {
  const { rounds, failures, run, waits, settle } = scene()
  run(0)
  rounds[0]?.fail(new Error('away'))
  await settle()

  expect([failures.length, waits()]).toEqual([1, [300_000]])
})

test('waits as long as it is asked to', async () => {
  const { rounds, run, waits, settle } = scene()
  run(0)
  rounds[0]?.fail(new UnavailableError('busy', { retryAfterMs: 900_000 }))
  await settle()

  expect(waits()).toEqual([900_000])
})

test('stopping ends the round under way, waits for it, tells nobody, and begins no other', async () => {
  const { rounds, failures, running, run, waits, settle } = scene()
  run(0)
  let isStopped = false
  const stopped = running.stop().then(() => {
    isStopped = true
  })
  await settle()
  expect([rounds[0]?.signal.aborted, isStopped]).toEqual([true, false])

  rounds[0]?.fail(new Error('aborted'))
  await stopped
  expect([failures, waits()]).toEqual([[], []])
})

test('stopped before it began, it never does', async () => {
  const { rounds, running, waits } = scene()
  await running.stop()

  expect([rounds, waits()]).toEqual([[], []])
})
