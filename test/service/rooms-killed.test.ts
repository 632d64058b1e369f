import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { createClient } from '@redis/client'
import { afterEach, expect, test } from 'vitest'
import { eventually, expectOneHostPerTerm, positionsOf, revisionsOf, sorted, startLoad, startRoomNode } from './rooms/load.ts'
import { freePort, startRedis } from './rooms/redis-server.ts'

const redisUrl = process.env.REDIS_URL ?? 'redis://127.0.0.1:6379'
const running: { stop(signal?: NodeJS.Signals): Promise<unknown> }[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((program) => program.stop('SIGKILL')))
})

test('nodes killed under load: every acknowledged intent stays, viewers are back within 5 s, on the same time, under one host', async () => {
  const prefix = `kd-test:${randomUUID()}:`
  const nodes = await Promise.all([1, 2, 3].map(() => node(redisUrl, prefix)))
  const load = await startLoad(40, () => nodes.map(({ url }) => url))
  for (let round = 0; round < 6; round += 1) {
    await wait(1500)
    const index = Math.floor(Math.random() * nodes.length)
    const victim = nodes[index]
    await victim?.kill()
    nodes[index] = await node(redisUrl, prefix)
  }
  await eventually(() => load.viewers.every(({ isLive }) => isLive()), 5000, 'everyone is back')
  const { acknowledged } = await load.stop()
  const written = await intentsIn(redisUrl, prefix)
  const outages = sorted(load.viewers.flatMap(({ outagesMs }) => outagesMs.slice(1)))
  const steps = load.viewers.flatMap(({ clockSteps }) => clockSteps)
  const sizes = sorted(steps.map(({ byMs }) => byMs))
  process.stdout.write(
    `${outages.length} outages, p50 ${outages[outages.length >> 1]?.toFixed(0)} ms, longest ${outages.at(-1)?.toFixed(0)} ms; ` +
      `${acknowledged.length} intents acknowledged; clock step p50 ${sizes[sizes.length >> 1]?.toFixed(3)}, largest ${sizes.at(-1)?.toFixed(3)} ms\n`,
  )

  expect(acknowledged.length).toBeGreaterThan(20)
  expect(acknowledged.filter((positionS) => !written.has(`seek-${positionS}`))).toEqual([])
  expect(outages.length).toBeGreaterThan(20)
  expect(outages.at(-1)).toBeLessThan(5000)
  expect(steps.filter(({ byMs, statedMs }) => byMs > statedMs)).toEqual([])
  expect(new Set(load.viewers.map(({ heard }) => positionsOf(heard).at(-1))).size).toBe(1)
  expect(load.viewers.flatMap(({ gaps }) => gaps.slice(1)).filter((gap) => gap)).toEqual([])
  expect(new Set(load.viewers.flatMap(({ heard }) => revisionsOf(heard).map(({ epoch }) => epoch)))).toEqual(new Set([1]))
  expectOneHostPerTerm(load.viewers)
  load.close()
}, 60_000)

test('Redis paused, killed and back: viewers stay and hear of a new epoch, intents are refused meanwhile and followed after', async () => {
  const port = await freePort()
  const url = `redis://127.0.0.1:${port}`
  const prefix = `kd-test:${randomUUID()}:`
  let redis = await redisServer(port)
  const nodes = await Promise.all([1, 2].map(() => node(url, prefix)))
  const load = await startLoad(20, () => nodes.map((one) => one.url))
  await wait(2000)
  redis.signal('SIGSTOP')
  await wait(4000)
  const paused = load.host.heard.filter((message) => message.type === 'refused')
  redis.signal('SIGCONT')
  await wait(3000)
  const resumed = positionsOf(load.host.heard).length
  await redis.stop('SIGKILL')
  await wait(2000)
  const refused = load.host.heard.filter((message) => message.type === 'refused')
  redis = await redisServer(port)
  await eventually(() => positionsOf(load.host.heard).length > resumed + 5, 15_000, 'intents are followed again')
  await load.stop()
  const epochs = load.viewers.map(({ heard }) => revisionsOf(heard).at(-1)?.epoch)

  expect(paused.length).toBeGreaterThan(0)
  expect(refused.length).toBeGreaterThan(paused.length)
  expect(refused.every((message) => message.reason === 'unavailable')).toBe(true)
  expect(load.viewers.every(({ isLive, outagesMs }) => isLive() && outagesMs.length === 1)).toBe(true)
  expect(Math.min(...epochs.map((epoch) => epoch ?? 0))).toBeGreaterThan(1)
  expect(new Set(epochs).size).toBe(1)
  expect(new Set(load.viewers.map(({ heard }) => positionsOf(heard).at(-1))).size).toBe(1)
  expectOneHostPerTerm(load.viewers)
  load.close()
}, 60_000)

async function redisServer(port: number) {
  const program = await startRedis(port)
  running.push(program)
  return program
}

async function node(url: string, prefix: string) {
  const started = await startRoomNode('0', url, prefix)
  running.push(started)
  return started
}

/** The ids of all intents that were ever committed. */
async function intentsIn(url: string, prefix: string): Promise<Set<string>> {
  const client = createClient({ url })
  await client.connect()
  const history = await client.xRange(`${prefix}{lobby}:history`, '-', '+')
  for (const what of ['room', 'history', 'presence']) await client.del(`${prefix}{lobby}:${what}`)
  await client.close()
  return new Set(
    (history ?? []).flatMap(({ message }) => [...(message.events ?? '').matchAll(/"id":"(seek-\d+)"/g)].map(([, id = '']) => id)),
  )
}
