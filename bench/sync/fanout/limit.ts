import type { Contender } from './contender.ts'
import type { Crowd } from './crowd.ts'
import { type Load, load } from './load.ts'
import type { ServerProcess } from './server-process.ts'

export interface Limit extends Load {
  cpuShare: number
}

const goalMs = 10
const stepMs = 1500
const halvings = 5

/**
 * The most that a server delivers while the slowest hundredth waits at most 10 ms: doubled until it fails, then halved between the last that held and the
 * first that did not, to 3 %. Other work on the machine can spoil a try: a rate has failed when it failed three times.
 */
export async function findLimit(contender: Contender, crowd: Crowd, server: ServerProcess, fromPerSecond: number): Promise<Limit> {
  let held: Limit = { deliveriesPerSecond: 0, p50: Number.NaN, p99: Number.NaN, arrived: 0, cpuShare: 0 }
  let [low, high] = [0, fromPerSecond]
  const attempt = async (perSecond: number, triesLeft = 3): Promise<boolean> => {
    await server.cpuShare()
    const result = { ...(await load(contender, crowd, perSecond, stepMs)), cpuShare: await server.cpuShare() }
    const holds = result.p99 <= goalMs && result.arrived > 0.99
    if (!holds) return triesLeft > 1 && attempt(perSecond, triesLeft - 1)
    ;[held, low] = [result, perSecond]
    return true
  }
  while (await attempt(high)) high *= 2
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = (low + high) / 2
    if (!(await attempt(middle))) high = middle
  }
  return held
}
