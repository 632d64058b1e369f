import type { SandboxFault } from '../control/contract.ts'
import { type Clock, systemClock } from '../discord/clock.ts'
import { type FaultKind, type FaultOrder, type FaultPlace, readFaultOrder } from './fault-order.ts'
import { seededRandom, seedOf } from './seeded-random.ts'

/**
 * What goes wrong on purpose now. It knows which request a fault hits, and the doors do the damage.
 *
 * What is left to chance is drawn from the seed, for each fault by itself: the same seed, the same orders and the same requests in the same
 * order make the same faults.
 */
export interface Faults {
  readonly seed: number
  /** Starts the draws of the faults that are ordered from now on over again, from this seed. */
  reseed(seed: number): void
  /** In the order in which they were added. */
  all(): SandboxFault[]
  /** At most {@link mostFaults} at a time. */
  add(order: FaultOrder): FaultAdded
  /** @returns whether it still was there. */
  remove(id: string): boolean
  /**
   * The fault that hits a request for `path`, or `undefined`: the oldest that fits and that chance allows. It counts down, and is gone after
   * its last time. Its `delayMs` holds the jitter already.
   * @param kinds those that the request can be hit by; default: all
   */
  take(place: FaultPlace, path: string, kinds?: readonly FaultKind[]): SandboxFault | undefined
  /** Called after a fault came, counted down or went before its last time. Returns how to stop. */
  subscribe(listener: (change: FaultChange, fault: SandboxFault) => void): () => void
  /** Cancels every timer. */
  close(): void
}

export type FaultAdded = { kind: 'added'; fault: SandboxFault } | { kind: 'refused'; code: 'fault.wrong' | 'fault.too-many'; why: string }

/** `ended` is by its own time, `removed` by somebody. */
export type FaultChange = 'added' | 'counted' | 'removed' | 'ended'

export const mostFaults = 50

interface Active {
  fault: SandboxFault
  draw: () => number
  cancelEnd: () => void
}

export function createFaults(options: { clock?: Clock; seed?: number } = {}): Faults {
  const { clock = systemClock } = options
  let seed = options.seed ?? 0
  const active = new Map<string, Active>()
  const listeners = new Set<(change: FaultChange, fault: SandboxFault) => void>()
  let added = 0
  let seeded = 0

  const tell = (change: FaultChange, fault: SandboxFault): void => {
    for (const listener of [...listeners]) listener(change, fault)
  }

  const countDown = (one: Active): void => {
    const { times } = one.fault
    if (times === null) return
    one.fault = { ...one.fault, times: times - 1 }
    if (times === 1) {
      one.cancelEnd()
      active.delete(one.fault.id)
    }
    tell('counted', one.fault)
  }

  const takeAway = (id: string, change: 'removed' | 'ended'): boolean => {
    const one = active.get(id)
    if (!one) return false
    one.cancelEnd()
    active.delete(id)
    tell(change, one.fault)
    return true
  }

  return {
    get seed() {
      return seed
    },
    reseed(next) {
      seed = next
      seeded = 0
    },
    all: () => [...active.values()].map(({ fault }) => fault),
    add(order) {
      const read = readFaultOrder(order)
      if (read.kind === 'wrong') return { kind: 'refused', code: 'fault.wrong', why: read.why }
      if (active.size >= mostFaults) return { kind: 'refused', code: 'fault.too-many', why: `At most ${mostFaults} faults at a time.` }
      added += 1
      seeded += 1
      const fault: SandboxFault = { id: `fault-${added}`, ...read.fault }
      const cancelEnd = fault.forMs === null ? () => {} : clock.after(fault.forMs, () => takeAway(fault.id, 'ended'))
      active.set(fault.id, { fault, draw: seededRandom(seedOf(seed, seeded)), cancelEnd })
      tell('added', fault)
      return { kind: 'added', fault }
    },
    remove: (id) => takeAway(id, 'removed'),
    take(place, path, kinds) {
      const fits = ({ fault }: Active): boolean =>
        fault.place === place && path.includes(fault.path) && (kinds?.includes(fault.kind) ?? true)
      const hits = ({ fault, draw }: Active): boolean => fault.probability === 1 || draw() < fault.probability
      const one = [...active.values()].find((each) => fits(each) && hits(each))
      if (!one) return undefined
      const { fault, draw } = one
      countDown(one)
      if (fault.delayMs === null || fault.jitterMs === 0) return fault
      return { ...fault, delayMs: fault.delayMs + Math.floor(draw() * (fault.jitterMs + 1)) }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      for (const { cancelEnd } of active.values()) cancelEnd()
    },
  }
}
