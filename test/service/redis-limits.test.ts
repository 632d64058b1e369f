import { randomUUID } from 'node:crypto'
import type { Invalidations } from '@kaltura-discord/core'
import { describeInvalidations, describeSendLimit } from '@kaltura-discord/core/testing'
import { createRedisInvalidations, createRedisSendLimit } from '@kaltura-discord/stores/redis'
import { createClient } from '@redis/client'
import { afterAll, beforeAll, expect, test } from 'vitest'

const client = createClient({ url: process.env.REDIS_URL ?? 'redis://127.0.0.1:6379' })
const [subscriber, otherSubscriber] = [client.duplicate(), client.duplicate()]
const own = `kd-test:${randomUUID()}:`
const emptyPrefix = () => `${own}${randomUUID()}:`

otherSubscriber.on('error', () => {}) // it is cut on purpose
beforeAll(() => Promise.all([client, subscriber, otherSubscriber].map((one) => one.connect())))
afterAll(async () => {
  for await (const keys of client.scanIterator({ MATCH: `${own}*` })) await Promise.all([keys].flat().map((key) => client.del(key)))
  for (const one of [client, subscriber, otherSubscriber]) one.destroy()
})

describeSendLimit('Redis', async (options) => {
  const shared = { ...options, client, prefix: emptyPrefix() }
  return [createRedisSendLimit(shared), createRedisSendLimit(shared)]
})

function pair() {
  const prefix = emptyPrefix()
  return {
    here: createRedisInvalidations({ client, subscriber, prefix }),
    there: createRedisInvalidations({ client, subscriber: otherSubscriber, prefix }),
  }
}

describeInvalidations('Redis', async () => {
  const { here, there } = pair()
  return {
    here,
    there,
    /** What was published before is heard before, on each connection. */
    async settled() {
      const sides = await Promise.all([here, there].map(listening))
      await here.publish('topic', '')
      await Promise.all(sides.map(({ changed }) => changed))
    },
  }
})

test('who listened while the connection was away is told of a gap, and hears again', async () => {
  const { here, there } = pair()
  const { gap, changed } = await listening(there)

  await client.sendCommand(['CLIENT', 'KILL', 'ID', String(await clientId(otherSubscriber))])
  await gap
  await here.publish('topic', '7')

  expect(await changed).toBe('7')
})

async function listening(side: Invalidations) {
  let hear = { onChanged(_: string) {}, onGap() {} }
  const changed = new Promise<string>((onChanged) => {
    hear = { ...hear, onChanged }
  })
  const gap = new Promise<void>((onGap) => {
    hear = { ...hear, onGap }
  })
  await side.subscribe('topic', hear)
  return { changed, gap }
}

/** Asked of the list, since a connection that subscribes answers nothing else. */
async function clientId(one: typeof client): Promise<string> {
  const name = `kd-${randomUUID()}`
  await one.sendCommand(['CLIENT', 'SETNAME', name])
  const list = String(await client.sendCommand(['CLIENT', 'LIST']))
  return /\bid=(\d+)/.exec(list.split('\n').find((line) => line.includes(`name=${name}`)) ?? '')?.[1] ?? ''
}
