import type { WireEntry, WireExchange, WireFrame } from './wire-entry.ts'

/** What went over the wires lately: a ring that is bounded in entries and in characters. Whatever comes in is redacted already. */
export interface WireLog {
  add(entry: Omit<WireExchange, 'seq'> | Omit<WireFrame, 'seq'>): void
  /** Oldest first, those with a `seq` above `after`. */
  entries(options?: { after?: number }): WireEntry[]
  /** The `seq` of the oldest entry that is kept; one more than the last when none is. */
  readonly oldestSeq: number
  /** Called after each entry. Returns how to stop. */
  subscribe(listener: (entry: WireEntry) => void): () => void
}

export function createWireLog({ mostEntries = 2_000, mostCharacters = 4_000_000 } = {}): WireLog {
  const kept: { entry: WireEntry; size: number }[] = []
  const listeners = new Set<(entry: WireEntry) => void>()
  let size = 0
  let seq = 0
  return {
    add(what) {
      seq += 1
      const entry: WireEntry = { ...what, seq }
      const one = { entry, size: JSON.stringify(entry).length }
      kept.push(one)
      size += one.size
      while (kept.length > mostEntries || (size > mostCharacters && kept.length > 1)) size -= kept.shift()?.size ?? 0
      for (const listener of [...listeners]) listener(entry)
    },
    entries: ({ after = 0 } = {}) => kept.flatMap(({ entry }) => (entry.seq > after ? [entry] : [])),
    get oldestSeq() {
      return kept[0]?.entry.seq ?? seq + 1
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
