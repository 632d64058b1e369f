import type { ParkedEvent, SubscriberStore } from './subscriber-store.ts'

/** Keeps subscribers for the life of the process: for tests, and for trying things out. */
export function createMemorySubscriberStore(): SubscriberStore {
  const places = new Map<string, { term: number; position: number; attempts: number; hiddenUntilMs: number }>()
  const parked = new Map<string, ParkedEvent[]>()
  const heldIn = (name: string, term: number) => {
    const place = places.get(name)
    return place?.term === term ? place : undefined
  }
  return {
    async claim(name, { atMs, leaseMs }) {
      const before = places.get(name) ?? { term: 0, position: 0, attempts: 0, hiddenUntilMs: 0 }
      if (before.hiddenUntilMs > atMs) return undefined
      const { position, attempts } = before
      const term = before.term + 1
      places.set(name, { term, position, attempts, hiddenUntilMs: atMs + leaseMs })
      return { term, position, attempts }
    },
    async keep(name, place) {
      if (!heldIn(name, place.term)) return false
      places.set(name, place)
      return true
    },
    async park(name, { term, ...event }) {
      const place = heldIn(name, term)
      if (!place) return false
      parked.set(name, [...(parked.get(name) ?? []), event])
      places.set(name, { ...place, position: event.position, attempts: 0 })
      return true
    },
    async parked(name, { limit }) {
      return (parked.get(name) ?? []).slice(0, limit)
    },
  }
}
