import { type InboundNotification, keptForMs, type NotificationInbox } from '@kaltura-discord/core'
import { type Forgetful, removeWhere } from './forgetful.ts'

interface Kept {
  id: string
  notification: InboundNotification
  attempts: number
  hiddenUntilMs: number
}

/** Keeps notifications for the life of the process: for tests. A real deployment promises its senders more than this can hold. */
export function createMemoryNotificationInbox(): NotificationInbox & Forgetful {
  const waiting = new Map<string, Kept>()
  const receivedAtMs = new Map<string, number>()
  let count = 0
  return {
    async accept(notification) {
      const keys = notification.dedupeKeys.map((key) => JSON.stringify([notification.connection, key]))
      if (keys.some((key) => receivedAtMs.has(key))) return { kind: 'duplicate' }
      for (const key of keys) receivedAtMs.set(key, notification.receivedAtMs)
      count += 1
      const id = `memory-${count}`
      waiting.set(id, { id, notification, attempts: 0, hiddenUntilMs: 0 })
      return { kind: 'accepted', id }
    },
    async claim({ atMs, leaseMs, limit }) {
      const due = [...waiting.values()].filter((kept) => kept.hiddenUntilMs <= atMs)
      const claimed = due.sort((a, b) => a.notification.receivedAtMs - b.notification.receivedAtMs).slice(0, limit)
      for (const kept of claimed) kept.hiddenUntilMs = atMs + leaseMs
      return claimed.map(({ id, notification, attempts }) => ({ id, notification, attempts }))
    },
    async settle(id) {
      waiting.delete(id)
    },
    async postpone(id, retryAtMs) {
      const kept = waiting.get(id)
      if (kept) Object.assign(kept, { attempts: kept.attempts + 1, hiddenUntilMs: retryAtMs })
    },
    forgetUser: () => 0,
    sweep: (nowMs) => removeWhere(receivedAtMs, (atMs) => atMs <= nowMs - keptForMs.notification),
  }
}
