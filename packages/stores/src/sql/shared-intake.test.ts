import { UnavailableError } from '@kaltura-discord/core'
import type { CompiledQuery } from 'kysely'
import { expect, test } from 'vitest'
import type { BatchOutcome } from './engine.ts'
import { createSharedIntake } from './shared-intake.ts'

type Arrived = {
  id: string
  keys: string[]
}

/** A database that stores all, unless `outcomeOf` the keys of a statement says otherwise; it keeps the keys of each statement. */
function givenIntake(outcomeOf: (keys: readonly string[]) => BatchOutcome | Error | undefined = () => undefined) {
  const statements: string[][] = []
  let ids = 0
  const batch = async ([statement]: readonly CompiledQuery[]): Promise<BatchOutcome> => {
    const rows: Arrived[] = JSON.parse(String(statement?.parameters[0]))
    const keys = rows.flatMap((row) => row.keys)
    statements.push(keys)
    const outcome = outcomeOf(keys)
    if (outcome instanceof Error) throw outcome
    return outcome ?? { kind: 'done', rows: [rows] }
  }
  const accept = createSharedIntake({ dialect: 'postgres', batch }, () => `id-${++ids}`)
  const arrive = (...dedupeKeys: string[]) =>
    accept({ connection: 'main', dedupeKeys, subject: { kind: 'entry-ready', entryId: '0_a' }, receivedAtMs: 1 })
  return { arrive, statements }
}

test('those that arrive while one is on its way share the next statement, but for two that may be the same event', async () => {
  const { arrive, statements } = givenIntake()

  await Promise.all([arrive('a'), arrive('b', 'c'), arrive('c'), arrive('d')])

  expect(statements).toEqual([['a'], ['b', 'c', 'd'], ['c']])
})

test('no more than fifty share one', async () => {
  const { arrive, statements } = givenIntake()

  await Promise.all(Array.from({ length: 102 }, (_, index) => arrive(`job:${index}`)))

  expect(statements.map((keys) => keys.length)).toEqual([1, 50, 50, 1])
})

test('one that the database cannot take harms no other', async () => {
  const failure = new UnavailableError('No.')
  const { arrive } = givenIntake((keys) => (keys.includes('poison') ? failure : undefined))

  const outcomes = await Promise.allSettled([arrive('a'), arrive('b'), arrive('poison'), arrive('c')])

  expect(outcomes).toMatchObject([
    { value: { kind: 'accepted' } },
    { value: { kind: 'accepted' } },
    { status: 'rejected', reason: failure },
    { value: { kind: 'accepted' } },
  ])
})

test('of those that another server takes in the same moment only they are duplicates', async () => {
  const { arrive } = givenIntake((keys) => (keys.includes('taken') ? { kind: 'conflict' } : undefined))

  const outcomes = await Promise.all([arrive('a'), arrive('taken'), arrive('b')])

  expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'duplicate', 'accepted'])
})
