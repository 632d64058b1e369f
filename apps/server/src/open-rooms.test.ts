import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { openRooms } from './open-rooms.ts'
import { settingsWith } from './settings-with.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }

test.each(['REDIS_URL', 'ROOMS_REDIS_URL'])(
  'a Redis that does not answer stops the start, in words that hold no password: %s',
  async (name) => {
    const settings = settingsWith({ [name]: 'redis://kaltura:hunter2@127.0.0.1:1' })
    const failure = await openRooms(settings, log, { patienceMs: 200 }).catch((error: unknown) => error)

    expect(String(failure)).toContain(`The Redis that ${name} names does not answer.`)
    expect(inspect(failure, { depth: 9, showHidden: true })).not.toMatch(/hunter2/)
  },
)

test('without Redis rooms are in memory', async () => {
  const { engine, close } = await openRooms(settingsWith({ DATA_DIR: ':memory:' }), log)

  expect(await engine.store.read('lobby')).toBeUndefined()
  expect(Math.abs(engine.now() - Date.now())).toBeLessThan(1000)
  await close()
})
