import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { decodeRoom, positionAt, type RoomState } from '@kaltura-discord/sync'
import { createClient } from '@redis/client'
import { afterEach, expect, test } from 'vitest'
import { startForwarder } from './rooms/forwarder.ts'
import { eventually, expectOneHostPerTerm, positionsOf, revisionsOf, startLoad, startRoomNode } from './rooms/load.ts'
import { freePort, startRedis } from './rooms/redis-server.ts'
import type { Viewer } from './rooms/viewer.ts'

const running: { stop(signal?: NodeJS.Signals): Promise<unknown> }[] = []

afterEach(async () => {
  await Promise.all(running.splice(0).map((each) => each.stop('SIGKILL')))
})

test('[MG4] Redis fails over to a replica that is behind: everybody hears of a new epoch, and the room goes on from what the replica had', async () => {
  const [firstPort, secondPort] = [await freePort(), await freePort()]
  const primary = await redis(firstPort)
  const replication = await forwarder(firstPort)
  const replica = await redis(secondPort, ['--replicaof', '127.0.0.1', String(replication.port)])
  await replica.says(/MASTER <-> REPLICA sync: Finished with success/)
  const address = await forwarder(firstPort)
  const prefix = `kd-test:${randomUUID()}:`
  const nodes = await Promise.all([1, 2].map(() => node(`redis://127.0.0.1:${address.port}`, prefix)))
  const load = await startLoad(20, () => nodes.map(({ url }) => url))
  await wait(1000)
  replication.pointTo(undefined)
  await wait(1500)
  await load.stop()
  const toldBefore = revisionsOf(load.host.heard)
  const kept = await keptBy(secondPort, prefix)
  await primary.stop('SIGKILL')
  await promote(secondPort)
  address.pointTo(secondPort)
  await eventually(() => load.viewers.every((viewer) => lastOf(viewer)?.epoch === 2), 15_000, 'everybody hears of the new epoch')
  const [first] = revisionsOf(load.host.heard).filter(({ epoch }) => epoch === 2)
  load.host.seek('after', 12_345)
  await eventually(() => load.viewers.every((viewer) => positionsOf(viewer.heard).at(-1) === 12_345), 5000, 'intents are followed again')

  expect(toldBefore.at(-1)?.seq).toBeGreaterThan(kept.seq)
  expect(first).toMatchObject({ epoch: 2, seq: kept.seq + 1, state: { timeline: kept.timeline, hostId: 'host', hostTerm: 1 } })
  expect(load.viewers.map(epochsOf)).toEqual(load.viewers.map(() => [1, 2]))
  expect(load.viewers.every(({ isLive, outagesMs }) => isLive() && outagesMs.length === 1)).toBe(true)
  expectOneHostPerTerm(load.viewers)
  load.close()
}, 60_000)

test('[MG4] Redis fails over while nobody steers: nobody moves, and there is no new epoch', async () => {
  const [firstPort, secondPort] = [await freePort(), await freePort()]
  const primary = await redis(firstPort)
  const replica = await redis(secondPort, ['--replicaof', '127.0.0.1', String(firstPort)])
  await replica.says(/MASTER <-> REPLICA sync: Finished with success/)
  const address = await forwarder(firstPort)
  const prefix = `kd-test:${randomUUID()}:`
  const nodes = await Promise.all([1, 2].map(() => node(`redis://127.0.0.1:${address.port}`, prefix)))
  const load = await startLoad(6, () => nodes.map(({ url }) => url))
  await load.stop()
  await wait(1000)
  const before = load.viewers.map(placeOf)
  const atMs = performance.now()
  await primary.stop('SIGKILL')
  await promote(secondPort)
  address.pointTo(secondPort)
  await wait(4000)
  const passedS = (performance.now() - atMs) / 1000
  const stepsS = load.viewers.map((viewer, index) => placeOf(viewer) - (before[index] ?? 0) - passedS)
  process.stdout.write(`largest step of a position over the failover: ${(Math.max(...stepsS.map(Math.abs)) * 1000).toFixed(1)} ms\n`)
  load.host.seek('after', 12_345)
  await eventually(() => load.viewers.every((viewer) => positionsOf(viewer.heard).at(-1) === 12_345), 5000, 'intents are followed again')

  expect(Math.max(...stepsS.map(Math.abs))).toBeLessThan(0.05)
  expect(load.viewers.map(epochsOf)).toEqual(load.viewers.map(() => [1]))
  expect(load.viewers.every(({ isLive, outagesMs }) => isLive() && outagesMs.length === 1)).toBe(true)
  load.close()
}, 60_000)

async function node(url: string, prefix: string) {
  const started = await startRoomNode('0', url, prefix)
  running.push(started)
  return started
}

async function redis(port: number, options: readonly string[] = []) {
  const started = await startRedis(port, options)
  running.push(started)
  return started
}

async function forwarder(port: number) {
  const started = await startForwarder(port)
  running.push(started)
  return started
}

async function command(port: number, args: string[]) {
  const client = createClient({ url: `redis://127.0.0.1:${port}` })
  await client.connect()
  const answer = await client.sendCommand(args)
  await client.close()
  return answer
}

const promote = (port: number) => command(port, ['REPLICAOF', 'NO', 'ONE'])

async function keptBy(port: number, prefix: string): Promise<RoomState> {
  const state = decodeRoom(String(await command(port, ['HGET', `${prefix}{lobby}:room`, 'state'])))
  if (!state) throw new Error('the replica has no room')
  return state
}

const lastOf = ({ heard }: Viewer) => revisionsOf(heard).at(-1)

const epochsOf = ({ heard }: Viewer) => [...new Set(revisionsOf(heard).map(({ epoch }) => epoch))]

/** Where a viewer sees the room now, by the time that their node tells. */
function placeOf(viewer: Viewer): number {
  const timeline = lastOf(viewer)?.state.timeline
  return timeline ? positionAt(timeline, viewer.serverMs()) : Number.NaN
}
