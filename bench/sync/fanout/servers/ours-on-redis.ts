import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import { attachRooms } from '@kaltura-discord/server/rooms'
import { createRedisRooms } from '@kaltura-discord/sync/redis'
import { createClient } from '@redis/client'
import { judge, unlimited } from './judge.ts'
import { listening } from './listening.ts'

/** Our room host as one of several over the Redis of `BENCH_REDIS_URL`, which defaults to one on this machine. Its rooms are those of `BENCH_PREFIX`. */
export async function serveOursOnRedis(): Promise<{ port: number; now: () => number }> {
  const client = createClient({ url: process.env.BENCH_REDIS_URL ?? 'redis://127.0.0.1:6379', disableOfflineQueue: true })
  const subscriber = client.duplicate()
  await Promise.all([client.connect(), subscriber.connect()])
  const engine = await createRedisRooms({ client, subscriber, prefix: process.env.BENCH_PREFIX ?? 'bench:', node: randomUUID() })
  const http = createServer()
  attachRooms(http, { verify: async (ticket) => judge(ticket), limits: unlimited, ...engine })
  return { port: await listening(http), now: engine.now }
}
