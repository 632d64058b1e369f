import { createHash } from 'node:crypto'
import type { SandboxState } from '../../control/contract.ts'

export type Delivery = SandboxState['kaltura']['deliveries'][number]

/** Kaltura's defaults (kaltura/server configurations/base.ini). */
const maxAttempts = 3
const retryMs = 60_000
const answerWithinMs = 30_000
/** Attempts that `deliveries()` remembers. */
const remembered = 200

export interface NotificationTarget {
  url: string
  /** Goes with each notification in {@link tokenHeader}; a Kaltura administrator would set it as a custom header of the template. */
  token: string
}

/** The custom header that tells our endpoint whose notifications these are. */
const tokenHeader = 'x-kaltura-discord-token'

export interface NotificationSender {
  /** Sends now, and again later unless the receiver says 200 or 204. Returns at once. */
  send(notification: { entryId: string; body: string }, target: NotificationTarget): void
  /** Every attempt, oldest first. */
  deliveries(): readonly Delivery[]
  /** Forgets what waits, and waits for what is under way. */
  close(): Promise<void>
}

export interface NotificationSenderOptions {
  secret: string
  now: () => number
  fetch: typeof globalThis.fetch
  /** Calls back after so many ms; returns how to prevent it. */
  timer: (callback: () => void, afterMs: number) => () => void
  changed: () => void
  log: (line: string) => void
}

/**
 * Sends HTTP notifications as Kaltura's batch does: signed `hex(sha256(secret ‖ body))`, delivered only by 200 or 204, three attempts a minute apart.
 *
 * Unlike Kaltura it doesn't follow redirects, which here could only be a mistake: a 3xx is a failed attempt.
 */
export function createNotificationSender(options: NotificationSenderOptions): NotificationSender {
  const { secret, now, fetch, timer, changed, log } = options
  const closing = new AbortController()
  const underWay = new Set<Promise<void>>()
  const waiting = new Set<() => void>()
  let deliveries: readonly Delivery[] = []

  return {
    send: (notification, target) => start(1, notification, target),
    deliveries: () => deliveries,
    async close() {
      closing.abort()
      for (const cancel of waiting) cancel()
      waiting.clear()
      await Promise.all(underWay)
    },
  }

  function start(attempt: number, notification: { entryId: string; body: string }, target: NotificationTarget): void {
    const work = run(attempt, notification, target).finally(() => underWay.delete(work))
    underWay.add(work)
  }

  async function run(attempt: number, notification: { entryId: string; body: string }, target: NotificationTarget): Promise<void> {
    const delivery: Delivery = { entryId: notification.entryId, attempt, status: null, atMs: now() }
    record([...deliveries, delivery])
    const status = await post(notification.body, target)
    if (closing.signal.aborted) return
    record(deliveries.map((known) => (known === delivery ? { ...delivery, status } : known)))
    log(`notification of ${notification.entryId}, attempt ${attempt}: ${status ?? 'no answer'}`)
    if (status === 200 || status === 204 || attempt === maxAttempts) return

    const cancel = timer(() => {
      waiting.delete(cancel)
      start(attempt + 1, notification, target)
    }, retryMs)
    waiting.add(cancel)
  }

  /** The status that was answered, or `null` when nobody did. */
  async function post(body: string, target: NotificationTarget): Promise<number | null> {
    const slow = new AbortController()
    const cancel = timer(() => slow.abort(), answerWithinMs)
    const signal = AbortSignal.any([closing.signal, slow.signal])
    try {
      const response = await fetch(target.url, { method: 'POST', headers: headersOf(body, target), body, redirect: 'manual', signal })
      await response.body?.cancel()
      return response.status
    } catch {
      return null
    } finally {
      cancel()
    }
  }

  function headersOf(body: string, target: NotificationTarget): Record<string, string> {
    return {
      accept: '*/*',
      'user-agent': 'kaltura-discord sandbox',
      'x-kaltura-signature': createHash('sha256').update(secret).update(body).digest('hex'),
      'x-kaltura-hash-algo': 'sha256',
      [tokenHeader]: target.token,
      'content-type': 'application/json',
    }
  }

  function record(next: readonly Delivery[]): void {
    deliveries = next.slice(-remembered)
    changed()
  }
}
