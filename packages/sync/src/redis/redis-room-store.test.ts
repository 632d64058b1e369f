import { expect, test } from 'vitest'
import { join, room } from '../testing/room-story.ts'
import { createVirtualTime } from '../testing/virtual-time.ts'
import { createRedisRoomStore } from './redis-room-store.ts'

test('[ST9] Redis is asked to forget a room six hours after its last commit, unless somebody says otherwise', async () => {
  const asked: string[][] = []
  const client = {
    sendCommand: async (args: string[]) => {
      asked.push(args)
      return ['committed', '', '1000.000']
    },
  }
  const options = { client, listen: () => () => {}, prefix: 'kd:', timers: createVirtualTime() }
  await createRedisRoomStore(options).commit('lobby', 0, room(join('ada')), [])
  await createRedisRoomStore({ ...options, forgetAfterMs: 60_000 }).commit('lobby', 0, room(join('ada')), [])

  expect(asked.map((args) => args.slice(0, 5))).toEqual(
    Array(2).fill(['EVAL', expect.any(String), '2', 'kd:{lobby}:room', 'kd:{lobby}:history']),
  )
  expect(asked.map((args) => args[11])).toEqual(['21600000', '60000'])
})
