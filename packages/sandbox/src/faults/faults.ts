import type { SandboxFault } from '../control/contract.ts'
import { type FaultKind, type FaultOrder, type FaultPlace, readFaultOrder } from './fault-order.ts'

/** What goes wrong on purpose now. Pure: it knows which request a fault hits, and the doors do the damage. */
export interface Faults {
  /** In the order in which they were added. */
  all(): SandboxFault[]
  /** At most {@link mostFaults} at a time. */
  add(order: FaultOrder): FaultAdded
  /** @returns whether it still was there. */
  remove(id: string): boolean
  /**
   * The fault that hits a request for `path`, or `undefined`: the oldest that fits. It counts down, and is gone after its last time.
   * @param kinds those that the request can be hit by; default: all
   */
  take(place: FaultPlace, path: string, kinds?: readonly FaultKind[]): SandboxFault | undefined
  /** Called after a fault came, counted down or went. Returns how to stop. */
  subscribe(listener: (change: FaultChange) => void): () => void
}

export type FaultAdded = { kind: 'added'; fault: SandboxFault } | { kind: 'refused'; code: 'fault.wrong' | 'fault.too-many'; why: string }

export type FaultChange = 'added' | 'counted' | 'removed'

export const mostFaults = 50

export function createFaults(): Faults {
  const faults = new Map<string, SandboxFault>()
  const listeners = new Set<(change: FaultChange) => void>()
  let added = 0

  const tell = (change: FaultChange): void => {
    for (const listener of [...listeners]) listener(change)
  }

  const countDown = (fault: SandboxFault): void => {
    if (fault.times === null) return
    if (fault.times > 1) faults.set(fault.id, { ...fault, times: fault.times - 1 })
    else faults.delete(fault.id)
    tell('counted')
  }

  return {
    all: () => [...faults.values()],
    add(order) {
      const read = readFaultOrder(order)
      if (read.kind === 'wrong') return { kind: 'refused', code: 'fault.wrong', why: read.why }
      if (faults.size >= mostFaults) return { kind: 'refused', code: 'fault.too-many', why: `At most ${mostFaults} faults at a time.` }
      added += 1
      const fault: SandboxFault = { id: `fault-${added}`, ...read.fault }
      faults.set(fault.id, fault)
      tell('added')
      return { kind: 'added', fault }
    },
    remove(id) {
      const wasThere = faults.delete(id)
      if (wasThere) tell('removed')
      return wasThere
    },
    take(place, path, kinds) {
      const fits = (fault: SandboxFault): boolean =>
        fault.place === place && path.includes(fault.path) && (kinds?.includes(fault.kind) ?? true)
      const fault = [...faults.values()].find(fits)
      if (fault) countDown(fault)
      return fault
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
