import { readSettings, type Settings } from '@kaltura-discord/core'
import { expect, test } from 'vitest'
import { openRooms } from './open-rooms.ts'

const log = { info: () => {}, warn: () => {}, error: () => {} }

test('a Redis that does not answer stops the start, in words that hold no password', async () => {
  const settings = settingsWith({ ROOMS_REDIS_URL: 'redis://kaltura:hunter2@127.0.0.1:1' })
  const failure = await openRooms(settings, log).catch((error: unknown) => error)

  expect(String(failure)).toMatch(/ROOMS_REDIS_URL/)
  expect(JSON.stringify(failure) + String(failure)).not.toMatch(/hunter2/)
})

test('a Redis that is named without its npm package beside the server stops the start, and says what to install', async () => {
  const absent = (name: string) => {
    throw new Error(`Cannot find module '${name}'\nRequire stack: a path of this machine`)
  }
  const failure = openRooms(settingsWith({ ROOMS_REDIS_URL: 'redis://kaltura:hunter2@127.0.0.1:1' }), log, absent)

  await expect(failure).rejects.toMatchObject({
    message: 'ROOMS_REDIS_URL is set, but the npm package @redis/client is not installed beside the server',
    details: { cause: "Error: Cannot find module '@redis/client'" },
  })
})

test('without Redis rooms are in memory', async () => {
  const { engine, close } = await openRooms(settingsWith({ DATA_DIR: ':memory:' }), log)

  expect(await engine.store.read('lobby')).toBeUndefined()
  expect(Math.abs(engine.now() - Date.now())).toBeLessThan(1000)
  await close()
})

function settingsWith(change: Record<string, string>): Settings {
  const outcome = readSettings({
    environment: {
      DISCORD_APPLICATION_ID: '100000000000000001',
      DISCORD_BOT_TOKEN: 'token',
      DISCORD_CLIENT_SECRET: 'secret',
      KALTURA_PARTNER_ID: '101',
      KALTURA_ADMIN_SECRET: '0123456789abcdef0123456789abcdef',
      KALTURA_UICONF_ID: '5',
      SERVER_SECRET: 'a secret of thirty-two characters or more',
      GUILDS: '[]',
      ...change,
    },
  })
  if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
  return outcome.settings
}
