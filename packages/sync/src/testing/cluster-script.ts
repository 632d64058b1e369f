import fc from 'fast-check'
import { expect } from 'vitest'
import { createRoomLog } from '../recorder/index.ts'
import type { Ms } from '../time.ts'
import { createVirtualCluster, spreadMs, type VirtualCluster } from './virtual-cluster.ts'

/** One thing that goes wrong, or that somebody does, `waitMs` after the one before. */
export type ClusterLine = { readonly waitMs: Ms } & (
  | { readonly kind: 'kill'; readonly node: number; readonly silently: boolean }
  | { readonly kind: 'start'; readonly node: number }
  | { readonly kind: 'pause'; readonly node: number; readonly ms: Ms }
  | { readonly kind: 'link'; readonly node: number; readonly away: boolean; readonly latencyMs: Ms; readonly loseAnswers: number }
  | { readonly kind: 'clock'; readonly node: number; readonly wrongByMs: Ms }
  /** The store's clock is set. */
  | { readonly kind: 'set-clock'; readonly byMs: Ms }
  /** The store comes back from a copy that lacks its last commits. */
  | { readonly kind: 'lose-tail'; readonly commits: number }
  | { readonly kind: 'cut'; readonly guest: number }
  | { readonly kind: 'press'; readonly guest: number; readonly button: 'play' | 'pause' | 'seek' | 'rate' }
)

export interface ClusterScript {
  readonly seed: number
  readonly lines: readonly ClusterLine[]
}

const nodes = 3
const guests = 4

/**
 * Lets all of it happen, heals everything, and holds the cluster to what it promises: no server ever tells of a revision that was not committed, there
 * is one host in a term (both by the witness store), who saw what the store has lost is shown that it was restored, and 40 s after everything is well all
 * guests are in, see the room as it is, and play together.
 *
 * @param write gets the run as lines of a log that `replayLog` and `clusterScriptOf` read.
 */
export async function playCluster({ seed, lines }: ClusterScript, write?: (line: string) => void): Promise<void> {
  const log = write && createRoomLog({ sink: { write }, maxBytes: Number.MAX_SAFE_INTEGER })
  const cluster = createVirtualCluster({ seed, nodes, guests, ...(log ? { log } : {}) })
  log?.write('script', () => [])
  write?.(JSON.stringify({ kind: 'cluster', seed }))
  const { time, store } = cluster
  await time.pass(3000)
  for (const line of lines) {
    await time.pass(line.waitMs)
    write?.(JSON.stringify(line))
    act(cluster, line)
  }
  for (const node of cluster.nodes) node.heal()
  await time.pass(40_000)

  expect(store.problems).toEqual([])
  expect(cluster.guests.filter((guest) => guest.owedRestore()).map(({ id }) => id)).toEqual([])
  const state = (await store.read('lobby'))?.state
  const views = cluster.guests.map(({ client }) => client.view())
  expect(views.map(({ connection }) => connection.kind)).toEqual(views.map(() => 'live'))
  expect(views.map(({ timeline }) => timeline)).toEqual(views.map(() => state?.timeline))
  expect(views.map(({ hostId }) => hostId)).toEqual(views.map(() => (state?.kind === 'hosted' ? state.host : undefined)))
  expect(state?.members.map(({ id, presence }) => `${id} ${presence.kind}`).sort()).toEqual(cluster.guests.map(({ id }) => `${id} present`))
  expect(spreadMs(cluster.guests)).toBeLessThan(100)
}

/** The script in a log that {@link playCluster} wrote. */
export function clusterScriptOf(log: string): ClusterScript {
  const lines = log.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]))
  return { seed: lines.find(({ kind }) => kind === 'cluster').seed, lines: lines.filter(({ waitMs }) => waitMs !== undefined) }
}

function act({ nodes: all, guests: crowd, stepClock, loseTail }: VirtualCluster, line: ClusterLine): void {
  if (line.kind === 'set-clock') {
    stepClock(line.byMs)
    return
  }
  if (line.kind === 'lose-tail') {
    loseTail(line.commits)
    return
  }
  if (line.kind === 'cut' || line.kind === 'press') {
    const guest = crowd[line.guest]
    if (line.kind === 'cut') guest?.link.cut()
    else if (line.button === 'seek') guest?.client.seek((line.waitMs * 7) % 3000)
    else if (line.button === 'rate') guest?.client.setRate(1 + (line.waitMs % 4) / 4)
    else guest?.client[line.button]()
    return
  }
  const node = all[line.node]
  switch (line.kind) {
    case 'kill':
      node?.kill(line.silently)
      return
    case 'start':
      node?.start()
      return
    case 'pause':
      node?.pause(line.ms)
      return
    case 'link':
      node?.setLink({ away: line.away, latencyMs: line.latencyMs, loseAnswers: line.loseAnswers })
      return
    case 'clock':
      node?.setClock(line.wrongByMs)
  }
}

const node = fc.nat(nodes - 1)
const guest = fc.nat(guests - 1)
const line: fc.Arbitrary<ClusterLine> = fc
  .tuple(
    fc.oneof(fc.nat(300), fc.nat(12_000)),
    fc.oneof(
      fc.record({ kind: fc.constant('kill' as const), node, silently: fc.boolean() }),
      fc.record({ kind: fc.constant('start' as const), node }),
      fc.record({ kind: fc.constant('pause' as const), node, ms: fc.nat(8000) }),
      fc.record({
        kind: fc.constant('link' as const),
        node,
        away: fc.boolean(),
        latencyMs: fc.constantFrom(0, 2, 40, 900),
        loseAnswers: fc.nat(2),
      }),
      fc.record({ kind: fc.constant('clock' as const), node, wrongByMs: fc.integer({ min: -20, max: 20 }) }),
      fc.record({ kind: fc.constant('set-clock' as const), byMs: fc.constantFrom(-3_600_000, -90_000, -300, 300, 90_000, 3_600_000) }),
      fc.record({ kind: fc.constant('lose-tail' as const), commits: fc.integer({ min: 1, max: 6 }) }),
      fc.record({ kind: fc.constant('cut' as const), guest }),
      {
        weight: 4,
        arbitrary: fc.record({
          kind: fc.constant('press' as const),
          guest,
          button: fc.constantFrom('play', 'play', 'pause', 'seek', 'rate'),
        }),
      },
    ),
  )
  .map(([waitMs, what]) => ({ waitMs, ...what }))

/** Anything that may go wrong with three servers, while four people use them. */
export const anyClusterScript: fc.Arbitrary<ClusterScript> = fc.record({
  seed: fc.nat(),
  lines: fc.array(line, { maxLength: 40, size: 'max' }),
})
