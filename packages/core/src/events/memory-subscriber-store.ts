import type { EventLog } from './event-log.ts'
import { createMemoryEventLog } from './memory-event-log.ts'
import type { ParkedEvent, SubscriberStore } from './subscriber-store.ts'

interface Subscriber {
  term: number
  position: number
  attempts: number
  hiddenUntilMs: number
  parked: Map<number, ParkedEvent & { isReplayed: boolean }>
}

/** Keeps subscribers for the life of the process: for tests, and for trying things out. */
export function createMemorySubscriberStore(log: EventLog = createMemoryEventLog()): SubscriberStore {
  const subscribers = new Map<string, Subscriber>()
  const heldIn = (name: string, term: number) => {
    const subscriber = subscribers.get(name)
    return subscriber?.term === term ? subscriber : undefined
  }
  const setAside = (name: string, isReplayed: boolean) =>
    [...(subscribers.get(name)?.parked.values() ?? [])]
      .filter((event) => event.isReplayed === isReplayed)
      .sort((a, b) => a.position - b.position)
  async function isInLog({ position }: ParkedEvent): Promise<boolean> {
    const [event] = await log.read({ after: position - 1, limit: 1 })
    return event?.position === position
  }
  return {
    async claim(name, { atMs, leaseMs }) {
      const subscriber = subscribers.get(name) ?? { term: 0, position: 0, attempts: 0, hiddenUntilMs: 0, parked: new Map() }
      if (subscriber.hiddenUntilMs > atMs) return undefined
      const { position, attempts } = subscriber
      const term = subscriber.term + 1
      subscribers.set(name, { ...subscriber, term, hiddenUntilMs: atMs + leaseMs })
      const replayed = setAside(name, true).slice(0, 100)
      return { term, position, attempts, replayed: replayed.map((event) => event.position) }
    },
    async keep(name, { term, position, attempts, hiddenUntilMs }) {
      const subscriber = heldIn(name, term)
      if (subscriber) Object.assign(subscriber, { position, attempts, hiddenUntilMs })
      return subscriber !== undefined
    },
    async park(name, { term, ...event }) {
      const subscriber = heldIn(name, term)
      if (!subscriber) return false
      subscriber.parked.set(event.position, { ...event, isReplayed: false })
      if (event.position > subscriber.position) Object.assign(subscriber, { position: event.position, attempts: 0 })
      return true
    },
    async unpark(name, { term, position }) {
      const subscriber = heldIn(name, term)
      subscriber?.parked.delete(position)
      return subscriber !== undefined
    },
    async parked(name, { after = 0, limit }) {
      const behind = setAside(name, false).filter(({ position }) => position > after)
      return behind.slice(0, limit).map(({ isReplayed: _, ...event }) => event)
    },
    async replay(name, { position, told } = {}) {
      let count = 0
      for (const event of setAside(name, false)) {
        if ((position !== undefined && event.position !== position) || !(await isInLog(event))) continue
        event.isReplayed = true
        count += 1
      }
      if (told && count > 0) await log.publish([told])
      return count
    },
    async all() {
      const names = [...subscribers.keys()].sort()
      return names.map((name) => ({ name, position: subscribers.get(name)?.position ?? 0, parked: setAside(name, false).length }))
    },
  }
}
