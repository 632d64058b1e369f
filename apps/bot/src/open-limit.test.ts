import { expect, test } from 'vitest'
import { openLimit } from './open-limit.ts'

test('without Redis the bot has the limit of its token to itself', async () => {
  const settings = { DISCORD_APPLICATION_ID: '1100000000000000001', REDIS_URL: undefined }
  const { limit, close } = await openLimit(settings, { warn: () => expect.unreachable() })

  expect(await limit.take('GET /gateway/bot', { atMs: 1, patienceMs: 0, lane: 'people' })).toEqual({ kind: 'go', atMs: 1 })
  close()
})
