import type { Ms, Timers } from '../time.ts'

export interface ObjectTimers extends Timers {
  /** Runs what is due: call it with every event of the object. */
  ring(): void
}

export interface ObjectTimersOptions {
  now: () => Ms
  /** The process's own. */
  process: Timers
}

/** A timer of the process keeps an object from hibernating, and is paid for while it waits. */
const longestMs = 2000

/**
 * Timers of an object that may hibernate. What is due soon is left to the process; anything later is looked at with every event, because it is about
 * sockets (silence, age, a hello that does not come), and nothing of theirs matters while nothing happens. What has to happen by itself has the alarm.
 * Rule DO6.
 */
export function createObjectTimers({ now, process }: ObjectTimersOptions): ObjectTimers {
  const later = new Set<{ atMs: Ms; run: () => void }>()
  return {
    after(ms, run) {
      if (ms <= longestMs) return process.after(ms, run)
      const entry = { atMs: now() + ms, run }
      later.add(entry)
      return () => void later.delete(entry)
    },
    ring() {
      const nowMs = now()
      for (const entry of [...later]) {
        if (entry.atMs > nowMs || !later.delete(entry)) continue
        entry.run()
      }
    },
  }
}
