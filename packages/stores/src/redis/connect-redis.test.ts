import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { connectRedis } from './connect-redis.ts'

const given = { url: 'redis://kaltura:hunter2@127.0.0.1:1', setting: 'REDIS_URL', onDown: () => expect.unreachable(), patienceMs: 100 }

test('a Redis that does not answer stops the start, in words that hold no password', async () => {
  const failure = await connectRedis(given).catch((error: unknown) => error)

  expect(failure).toMatchObject({
    code: 'upstream.unavailable',
    message: expect.stringContaining('The Redis that REDIS_URL names does not answer.'),
  })
  expect(inspect(failure, { depth: 9, showHidden: true })).not.toMatch(/hunter2/)
})

test('a Redis that is named without its npm package stops the start, and says what to install', async () => {
  const absent = () => Promise.reject(new Error("Cannot find package '@redis/client'\nRequire stack: a path of this machine"))

  await expect(connectRedis({ ...given, load: absent })).rejects.toMatchObject({
    message: 'REDIS_URL is set, but the npm package @redis/client is not installed beside this program',
    details: { cause: "Error: Cannot find package '@redis/client'" },
  })
})
