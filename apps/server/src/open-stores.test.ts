import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { openStores } from './open-stores.ts'
import { settingsWith } from './settings-with.ts'

const DATABASE_URL = 'postgres://kaltura:hunter2@127.0.0.1:1/kaltura'

test('a Postgres that does not answer stops the start, in words that hold no password', async () => {
  const failure = await openStores(settingsWith({ DATABASE_URL })).catch((error: unknown) => error)

  expect(failure).toMatchObject({ code: 'upstream.unavailable', details: { reason: 'ECONNREFUSED' } })
  expect(String(failure)).toContain('The Postgres that DATABASE_URL names does not answer, or not to this server (ECONNREFUSED).')
  expect(inspect(failure, { depth: 9, showHidden: true })).not.toMatch(/hunter2/)
})

test('a Postgres that is named without its npm package beside the server stops the start, and says what to install', async () => {
  const absent = (name: string) => {
    throw new Error(`Cannot find module '${name}'\nRequire stack: a path of this machine`)
  }

  await expect(openStores(settingsWith({ DATABASE_URL }), absent)).rejects.toMatchObject({
    message: 'DATABASE_URL is set, but the npm package pg is not installed beside the server',
    details: { cause: "Error: Cannot find module 'pg'" },
  })
})

test.each([
  ['DATABASE_URL', 'mysql://kaltura:hunter2@host/kaltura'],
  ['DATABASE_URL', 'postgres://kaltura:hunter2/@host'],
  ['REDIS_URL', 'http://:hunter2@host'],
  ['REDIS_URL', 'hunter2'],
])('an address that is none is named by its setting alone: %s', (name, address) => {
  const read = () => settingsWith({ [name]: address })

  expect(read).toThrow(`${name} is not usable: must be an address such as`)
  expect(read).not.toThrow(/hunter2/)
})

test('without Postgres data is in SQLite', async () => {
  const stores = await openStores(settingsWith({ DATA_DIR: ':memory:' }))

  expect(await stores.grants.held('1', '2', 0)).toEqual([])
  await stores.close()
})
