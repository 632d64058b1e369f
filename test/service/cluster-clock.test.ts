import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createRedisRooms } from '@kaltura-discord/sync/redis'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, expect, test } from 'vitest'

const url = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'
const clients = [1, 2, 3, 4].map(() => createClient({ url, disableOfflineQueue: true }))

beforeAll(() => Promise.all(clients.map((client) => client.connect())))
afterAll(() => Promise.all(clients.map((client) => client.close())))

test('[CU1] two nodes over one Redis agree to half a millisecond, and within what they state', async () => {
  const [one, two] = await Promise.all([node(0), node(2)])
  const apart: { ms: number; statedMs: number }[] = []
  for (let look = 0; look < 40; look += 1) {
    await wait(50)
    const [before, there, after] = [one.now(), two.now(), one.now()] // the process may be held up between any two
    const readMs = (after - before) / 2
    apart.push({ ms: Math.abs(there - (before + after) / 2), statedMs: (one.boundMs?.() ?? 0) + (two.boundMs?.() ?? 0) + readMs })
  }
  const sorted = apart.map(({ ms }) => ms).sort((a, b) => a - b)
  process.stdout.write(
    `two nodes apart: p50 ${sorted[20]?.toFixed(3)}, largest ${sorted.at(-1)?.toFixed(3)} ms, stated ${apart.at(-1)?.statedMs.toFixed(3)} ms\n`,
  )

  expect(apart.filter(({ ms, statedMs }) => ms > statedMs)).toEqual([])
  expect(sorted[20]).toBeLessThan(0.5)
  one.stop()
  two.stop()
})

/** With its own offset of the clock, as a process of its own has. */
async function node(index: number) {
  const [client, subscriber] = [clients[index], clients[index + 1]]
  if (!client || !subscriber) throw new Error('two connections for each node')
  const clock = { now: () => performance.now() + index * 12_345 }
  return createRedisRooms({ client, subscriber, prefix: `kd-test:${randomUUID()}:`, node: `node-${index}`, clock })
}
