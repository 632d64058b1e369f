import type { Backlog, DeliveryOutbox, NotificationInbox, SubscriberStore } from '@kaltura-discord/core'

export interface BacklogsReading {
  notifications: Backlog
  deliveries: Backlog
  /** Those who follow the events, at most 100: their names are labels. */
  subscribers: readonly { name: string; parked: number }[]
}

export interface BacklogsOptions {
  inbox: Pick<NotificationInbox, 'backlog'>
  outbox: Pick<DeliveryOutbox, 'backlog'>
  subscribers: Pick<SubscriberStore, 'all'>
  /** A promise that is kept after so many ms: the database may take one second. */
  pause(ms: number): Promise<void>
  now(): number
}

export interface Backlogs {
  /** Counts at most every five seconds, however often it is called. Never throws: nothing when the database does not answer. */
  read(): Promise<BacklogsReading | undefined>
}

const countMs = 1000
const freshMs = 5000
const manySubscribers = 100

/** What waits in the database, and what was given up. */
export function createBacklogs({ inbox, outbox, subscribers, pause, now }: BacklogsOptions): Backlogs {
  let last: { atMs: number; reading: Promise<BacklogsReading | undefined> } | undefined

  async function count(): Promise<BacklogsReading> {
    const [notifications, deliveries, all] = await Promise.all([inbox.backlog(), outbox.backlog(), subscribers.all()])
    return { notifications, deliveries, subscribers: all.slice(0, manySubscribers) }
  }

  return {
    read() {
      if (!last || Math.abs(now() - last.atMs) >= freshMs)
        last = { atMs: now(), reading: Promise.race([count().catch(() => undefined), pause(countMs).then(() => undefined)]) }
      return last.reading
    },
  }
}
