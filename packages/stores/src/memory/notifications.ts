import type { Backlog, CardRow, Delivery, DeliveryOutbox, EventLog, InboundNotification, NotificationInbox } from '@kaltura-discord/core'
import { deliveryEnded, everyGuild } from '@kaltura-discord/core'
import { type Forgetful, removeWhere } from './forgetful.ts'

interface Kept {
  id: string
  notification: InboundNotification
  state: 'waiting' | 'done' | 'parked'
  attempts: number
  reason: string
  hiddenUntilMs: number
  lease: string
}

/** A channel's waiting deliveries, in their order. */
interface Queue {
  guildId: string
  waiting: Delivery[]
  hiddenUntilMs: number
  /** When its last delivery ended. */
  endedAtMs: number
  lease: string
}

/** Keeps notifications and deliveries for the life of the process: for tests. A real deployment promises its senders more than this can hold. */
export function createMemoryNotifications(events: EventLog): { inbox: NotificationInbox & Forgetful; outbox: DeliveryOutbox & Forgetful } {
  const queues = new Map<string, Queue>()
  const deliveries = new Map<string, Delivery & { atMs: number }>()
  const enqueue = (delivery: Delivery) => {
    const key = keyOf(delivery.guildId, delivery.channelId)
    const queue = queues.get(key) ?? { guildId: delivery.guildId, waiting: [], hiddenUntilMs: 0, endedAtMs: 0, lease: '' }
    queue.waiting.push(delivery)
    queues.set(key, queue)
  }
  const write = (delivery: Delivery, atMs: number) => void deliveries.set(keyOf(delivery.guildId, delivery.id), { ...delivery, atMs })
  return {
    inbox: createInbox(events, (planned) => {
      const delivery = { ...planned, state: 'waiting' as const, attempts: 0, reason: undefined, messageId: undefined }
      write(delivery, 0)
      enqueue(delivery)
    }),
    outbox: createOutbox({ queues, deliveries, events, enqueue, write }),
  }
}

function createInbox(
  events: EventLog,
  put: (planned: Parameters<NotificationInbox['plan']>[1][number]) => void,
): NotificationInbox & Forgetful {
  const kept = new Map<string, Kept>()
  const seen = new Map<string, number>()
  let count = 0
  const held = ({ id, lease }: { id: string; lease: string }) => {
    const one = kept.get(id)
    return one?.state === 'waiting' && one.lease === lease ? one : undefined
  }
  const change = (claimed: { id: string; lease: string }, values: Partial<Kept>) => {
    const one = held(claimed)
    if (one) Object.assign(one, { lease: '' }, values)
    return one !== undefined
  }
  return {
    async accept(notification) {
      const dedupeKeys = [...new Set(notification.dedupeKeys)]
      const keys = dedupeKeys.map((key) => keyOf(notification.connection, key))
      if (keys.some((key) => seen.has(key))) return { kind: 'duplicate' }
      count += 1
      const id = `memory-${String(count).padStart(6, '0')}`
      for (const key of keys) seen.set(key, notification.receivedAtMs)
      kept.set(id, {
        id,
        notification: { ...notification, dedupeKeys },
        state: 'waiting',
        attempts: 0,
        reason: '',
        hiddenUntilMs: 0,
        lease: '',
      })
      return { kind: 'accepted', id }
    },
    async claim({ atMs, leaseMs, limit }) {
      const due = [...kept.values()].filter(({ state, hiddenUntilMs }) => state === 'waiting' && hiddenUntilMs <= atMs)
      const claimed = due.sort((a, b) => a.notification.receivedAtMs - b.notification.receivedAtMs).slice(0, limit)
      for (const one of claimed) Object.assign(one, { hiddenUntilMs: atMs + leaseMs, lease: crypto.randomUUID() })
      return claimed.map(({ id, notification, attempts, lease }) => ({ id, notification, attempts, lease }))
    },
    async plan(claimed, planned) {
      const isHeld = change(claimed, { state: 'done' })
      if (isHeld) for (const each of planned) put(each)
      return isHeld
    },
    postpone: async (claimed, retryAtMs) => change(claimed, { hiddenUntilMs: retryAtMs, attempts: claimed.attempts + 1 }),
    park: async (claimed, reason) => change(claimed, { state: 'parked', reason, attempts: claimed.attempts + 1 }),
    async parked(connection, { after = '', limit }) {
      const all = [...kept.values()].filter(
        ({ id, state, notification }) => state === 'parked' && notification.connection === connection && id > after,
      )
      return all.slice(0, limit).map(({ id, notification, attempts, reason }) => ({ id, notification, attempts, reason }))
    },
    async replay(connection, id, told) {
      const one = kept.get(id)
      if (one?.state !== 'parked' || one.notification.connection !== connection) return false
      Object.assign(one, { state: 'waiting', attempts: 0, hiddenUntilMs: 0 })
      await events.publish(told ? [told] : [])
      return true
    },
    backlog: async () => backlogOf([...kept.values()]),
    forgetUser: () => 0,
    sweep(nowMs, forMs) {
      const isOld = (atMs: number) => atMs <= nowMs - forMs.notification
      return (
        removeWhere(seen, isOld) + removeWhere(kept, ({ state, notification }) => state !== 'waiting' && isOld(notification.receivedAtMs))
      )
    },
  }
}

interface Outbox {
  queues: Map<string, Queue>
  deliveries: Map<string, Delivery & { atMs: number }>
  events: EventLog
  enqueue(delivery: Delivery): void
  write(delivery: Delivery, atMs: number): void
}

function createOutbox({ queues, deliveries, events, enqueue, write }: Outbox): DeliveryOutbox & Forgetful {
  const cards = new Map<string, Map<string, { row: CardRow; atMs: number }>>()
  const paused = new Set<string>()
  const held = ({ guildId, channelId, id, lease }: Delivery & { lease: string }) => {
    const queue = queues.get(keyOf(guildId, channelId))
    return queue?.lease === lease && queue.waiting[0]?.id === id ? queue : undefined
  }
  return {
    async claim({ atMs, leaseMs, limit }) {
      const isOpen = ({ guildId }: Queue) => !paused.has(everyGuild) && !paused.has(guildId)
      const due = [...queues.values()].filter((queue) => queue.waiting.length > 0 && queue.hiddenUntilMs <= atMs && isOpen(queue))
      const claimed = due.sort((a, b) => dueSince(a) - dueSince(b)).slice(0, limit)
      return claimed.flatMap((queue) => {
        Object.assign(queue, { hiddenUntilMs: atMs + leaseMs, lease: crypto.randomUUID() })
        return queue.waiting.slice(0, 1).map((delivery) => ({ ...delivery, lease: queue.lease }))
      })
    },
    async settle(claimed, end, atMs) {
      const queue = held(claimed)
      if (!queue) return false
      const { lease: _, ...delivery } = claimed
      queue.waiting.shift()
      Object.assign(queue, { hiddenUntilMs: 0, endedAtMs: atMs, lease: '' })
      const isFault = end.kind === 'refused' || end.kind === 'parked'
      write(
        {
          ...delivery,
          state: end.kind,
          attempts: delivery.attempts + (isFault ? 1 : 0),
          reason: isFault ? end.reason : undefined,
          messageId: end.kind === 'sent' ? end.messageId : undefined,
        },
        atMs,
      )
      if (end.kind === 'sent') {
        const scope = keyOf(delivery.guildId, delivery.channelId, delivery.subject)
        cards.set(scope, (cards.get(scope) ?? new Map()).set(end.card.id, { row: end.card, atMs }))
      }
      await events.publish([deliveryEnded(claimed, end, atMs)])
      return true
    },
    async postpone(claimed, { retryAtMs, failure }) {
      const queue = held(claimed)
      if (!queue) return false
      const { lease: _, ...delivery } = claimed
      Object.assign(queue, { hiddenUntilMs: retryAtMs, lease: '' })
      if (failure === undefined) return true
      const failed = { ...delivery, attempts: delivery.attempts + 1, reason: failure }
      queue.waiting[0] = failed
      write(failed, 0)
      return true
    },
    async cards(guildId, channelId, subject) {
      const own = [...(cards.get(keyOf(guildId, channelId, subject))?.values() ?? [])]
      return own
        .sort((a, b) => b.atMs - a.atMs)
        .map(({ row }) => row)
        .slice(0, 20)
    },
    async list(guildId, { state, after, limit }) {
      const own = [...deliveries.values()].filter((one) => one.guildId === guildId && (state === undefined || one.state === state))
      const behind = own.filter(({ id }) => after === undefined || id < after).sort((a, b) => (a.id < b.id ? 1 : -1))
      return behind.slice(0, limit).map(({ atMs: _, ...delivery }) => delivery)
    },
    async replay(guildId, id, told) {
      const found = deliveries.get(keyOf(guildId, id))
      if (found?.state !== 'parked' && found?.state !== 'refused') return false
      const { atMs: _, ...delivery } = found
      const again = { ...delivery, state: 'waiting' as const, attempts: 0, reason: undefined }
      write(again, 0)
      enqueue(again)
      await events.publish(told ? [told] : [])
      return true
    },
    async pause(guildId, _, told) {
      paused.add(guildId)
      await events.publish(told ? [told] : [])
    },
    async resume(guildId, told) {
      paused.delete(guildId)
      await events.publish(told ? [told] : [])
    },
    paused: async () => [...paused].sort(),
    backlog: async () => backlogOf([...deliveries.values()]),
    forgetUser: () => 0,
    sweep(nowMs, forMs) {
      const removed = [...cards.values()].map((own) => removeWhere(own, ({ atMs }) => atMs <= nowMs - forMs.card))
      const isOld = ({ state, atMs }: Delivery & { atMs: number }) => state !== 'waiting' && atMs <= nowMs - forMs.delivery
      return removed.reduce((sum, count) => sum + count, removeWhere(deliveries, isOld))
    },
  }
}

function backlogOf(rows: readonly { state: string }[]): Backlog {
  const count = (state: keyof Backlog) => rows.filter((row) => row.state === state).length
  return { waiting: count('waiting'), parked: count('parked') }
}

function dueSince({ hiddenUntilMs, endedAtMs }: Queue): number {
  return Math.max(hiddenUntilMs, endedAtMs)
}

function keyOf(...parts: readonly string[]): string {
  return JSON.stringify(parts)
}
