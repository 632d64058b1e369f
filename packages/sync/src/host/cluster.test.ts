import { resolve } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { replayLog } from '../recorder/index.ts'
import { anyClusterScript, clusterScriptOf, playCluster } from '../testing/cluster-script.ts'
import { createKeptScripts } from '../testing/kept-scripts.ts'
import { createVirtualCluster, type VirtualCluster } from '../testing/virtual-cluster.ts'

const folder = resolve(import.meta.dirname, '../../fixtures/cluster')
const kept = createKeptScripts({ folder, scriptOf: clusterScriptOf, play: playCluster })
const seconds = Number(process.env.FUZZ_SECONDS ?? 3)

test('[VC1] whatever happens to three servers, nothing acknowledged is lost, and all agree once it is over', {
  timeout: seconds * 4000 + 10_000,
}, async () => {
  const outcome = await fc.check(
    fc.asyncProperty(anyClusterScript, (script) => playCluster(script)),
    { numRuns: 1e9, interruptAfterTimeLimit: seconds * 1000, markInterruptAsFailure: false },
  )
  if (outcome.counterexample) await kept.keep(outcome.counterexample[0], outcome.seed)

  expect(outcome.failed ? `Again: FUZZ_SEED=${outcome.seed} npm run fuzz\n${fc.defaultReportMessage(outcome)}` : undefined).toBeUndefined()
  expect(outcome.numRuns).toBeGreaterThan(3)
})

test.each(kept.files)('[VC2] what went wrong once goes well for ever: %s', kept.run)

test.each(kept.files)('[VC2] what is kept of it can be run again without a divergence: %s', (file) => {
  expect(replayLog(kept.log(file))).toMatchObject({ divergences: [], checked: expect.toSatisfy((checked) => checked > 100) })
})

test.each([
  ['a server that is killed', 1, ({ nodes }: VirtualCluster) => nodes[1]?.kill(false)],
  ['a server that is killed', 2, ({ nodes }: VirtualCluster) => nodes[2]?.kill(false)],
  ['a server that is killed', 3, ({ nodes }: VirtualCluster) => nodes[0]?.kill(false)],
  ['a server that is killed', 4, ({ nodes }: VirtualCluster) => nodes[1]?.kill(false)],
  ['a store whose clock is set an hour back', 5, ({ stepClock }: VirtualCluster) => stepClock(-3_600_000)],
  ['a store whose clock is set an hour ahead', 6, ({ stepClock }: VirtualCluster) => stepClock(3_600_000)],
])('[VC3] %s costs no viewer a step: seed %i', async (_, seed, happens) => {
  const cluster = createVirtualCluster({ seed, nodes: 3, guests: 6 })
  const { time, guests } = cluster
  await time.pass(3000)
  guests.find(({ client }) => client.view().iAmHost)?.client.play()
  await time.pass(10_000)
  const seeks = () => guests.map(({ player }) => player.commands.filter((command) => command === 'seek').length)
  const before = seeks()
  const host = guests.find(({ client }) => client.view().iAmHost)?.id
  const start = guests.map(({ player }) => player.positionS())
  const startMs = time.now()
  happens(cluster)
  const offMs: number[] = []
  for (let count = 0; count < 60; count += 1) {
    await time.pass(250)
    for (const [index, { player }] of guests.entries()) {
      offMs.push(Math.abs(player.positionS() - (start[index] ?? 0) - (time.now() - startMs) / 1000) * 1000)
    }
  }

  expect(Math.min(...start)).toBeGreaterThan(9)
  expect(seeks()).toEqual(before)
  expect(Math.max(...offMs)).toBeLessThan(40)
  expect(guests.map(({ client }) => client.view().connection.kind)).toEqual(guests.map(() => 'live'))
  expect(guests.find(({ client }) => client.view().iAmHost)?.id).toBe(host)
})
