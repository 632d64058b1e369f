import { type KeptForMs, keptForMs } from '../privacy/kept-for.ts'
import type { LoggedEvent } from './domain-event.ts'
import type { EventLog } from './event-log.ts'

/** An event log in memory, and what it can do about the people in it. */
export interface MemoryEventLog extends EventLog {
  /** @returns how many events were removed */
  forgetUser(userId: string): number
  /** @returns how many events were removed */
  sweep(nowMs: number, forMs?: KeptForMs): number
}

/** Keeps events for the life of the process: for tests, and for trying things out. */
export function createMemoryEventLog(): MemoryEventLog {
  let events: readonly LoggedEvent[] = []
  let head = 0
  const remove = (fits: (event: LoggedEvent) => boolean) => {
    const before = events.length
    events = events.filter((event) => !fits(event))
    return before - events.length
  }
  return {
    async publish(published) {
      for (const event of published) {
        if (events.some(({ id }) => id === event.id)) continue
        head += 1
        events = [...events, { ...event, position: head }]
      }
    },
    async read({ after, limit, guildId }) {
      return events.filter((event) => event.position > after && (guildId === undefined || event.guildId === guildId)).slice(0, limit)
    },
    forgetUser: (userId) => remove(({ actor, subjectId }) => actor.id === userId || subjectId === userId),
    sweep: (nowMs, forMs = keptForMs) => remove(({ atMs }) => atMs <= nowMs - forMs.event),
  }
}
