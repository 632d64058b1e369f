import { expect, test } from 'vitest'
import { runCrash } from '../../bench/crash/crash.ts'

const few = { kills: 3, notifications: 60, seed: 1, lifeMs: 2_500, log: () => {} }

test('of a server on SQLite that was killed three times nothing that it had acknowledged is lost, and nothing is told twice', async () => {
  const report = await runCrash({ ...few, store: 'sqlite', postgresKills: 0 })

  expect(report).toMatchObject({ kills: 3, acknowledged: 60, lost: 0, duplicates: 0 })
})

test('of a server whose Postgres was killed too nothing that it had acknowledged is lost, and nothing is told twice', async () => {
  const report = await runCrash({ ...few, store: 'postgres', postgresKills: 1 })

  expect(report).toMatchObject({ kills: 3, postgresKills: 1, acknowledged: 60, lost: 0, duplicates: 0 })
})
