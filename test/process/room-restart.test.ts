import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { eventually, expectOneHostPerTerm, positionsOf, revisionsOf, sorted, startLoad, startRoomNode } from '../service/rooms/load.ts'

test('one server killed under load, five times: what was acknowledged is still there, viewers are back within 5 s of its start and hear of a new epoch', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'room-restart-'))
  const file = join(folder, 'rooms.db')
  let node = await startRoomNode('0', file)
  onTestFinished(async () => {
    await node.kill()
    await rm(folder, { recursive: true, force: true })
  })
  const { port } = node
  const load = await startLoad(20, () => [node.url])
  const lost: { acknowledged: number; kept: number }[] = []
  const awayMs: number[] = []
  for (let round = 0; round < 5; round += 1) {
    await wait(1500)
    const killedAtMs = performance.now()
    await node.kill()
    const acknowledged = Math.max(...load.viewers.flatMap(({ heard }) => positionsOf(heard)))
    node = await startRoomNode(port, file)
    awayMs.push(performance.now() - killedAtMs)
    await eventually(() => load.viewers.every(({ isLive }) => isLive()), 5000, 'everyone is back')
    const welcomes = load.viewers.map(({ heard }) => heard.filter((message) => message.type === 'welcome').at(-1))
    const kept = Math.min(...welcomes.map((welcome) => welcome?.room.state.timeline.positionS ?? 0))
    if (kept < acknowledged) lost.push({ acknowledged, kept })
  }
  await load.stop()
  const epochs = load.viewers.map(({ heard }) => revisionsOf(heard).at(-1)?.epoch)
  const outages = sorted(load.viewers.flatMap(({ outagesMs }) => outagesMs.slice(1).map((ms, round) => ms - (awayMs[round] ?? 0))))
  process.stdout.write(
    `${outages.length} outages, p50 ${outages[outages.length >> 1]?.toFixed(0)} ms, longest ${outages.at(-1)?.toFixed(0)} ms\n`,
  )

  expect(lost).toEqual([])
  expect(outages).toHaveLength(100)
  expect(outages.at(-1)).toBeLessThan(5000)
  expect(new Set(epochs)).toEqual(new Set([6]))
  expect(new Set(load.viewers.flatMap(({ gaps }) => gaps.slice(1)))).toEqual(new Set(['restored']))
  expectOneHostPerTerm(load.viewers)
  load.close()
}, 60_000)
