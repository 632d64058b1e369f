import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { percentile } from '../../percentile.ts'
import type { Contender } from './contender.ts'
import { disperse, gather, type Shape } from './crowd.ts'
import { findLimit, type Limit } from './limit.ts'
import { startServer } from './server-process.ts'

export interface AcrossNodes extends Limit {
  /** How far the clocks of both nodes were apart, ms: the 95th percentile of the looks, and the largest. */
  clockP95Ms: number
  clockMaxMs: number
}

const looks = 100

/** Two nodes over one Redis: who speaks is at the first, everybody else at the second. */
export async function measureAcrossNodes(contender: Contender, shape: Shape): Promise<AcrossNodes> {
  const environment = { BENCH_PREFIX: `bench:${randomUUID()}:` }
  const first = await startServer('ours-on-redis', { environment })
  const second = await startServer('ours-on-redis', { environment })
  try {
    const crowd = await gather(contender, shape, (index) => (index === 0 ? first.port : second.port))
    await wait(2000)
    const apartMs: number[] = []
    for (let look = 0; look < looks; look += 1) {
      const [one, other] = await Promise.all([first.clockAheadMs(), second.clockAheadMs()])
      apartMs.push(Math.abs(one - other))
      await wait(50)
    }
    const limit = await findLimit(contender, crowd, second, 2_000)
    disperse(crowd)
    return { ...limit, clockP95Ms: percentile(apartMs, 0.95), clockMaxMs: Math.max(...apartMs) }
  } finally {
    await Promise.all([first.stop(), second.stop()])
  }
}
