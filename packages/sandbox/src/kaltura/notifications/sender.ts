import type { SandboxState } from '../../control/contract.ts'
import type { NotificationRequest } from './request.ts'

export type Delivery = SandboxState['kaltura']['deliveries'][number]

/** Kaltura's defaults (kaltura/server configurations/base.ini). */
const maxAttempts = 3
const retryMs = 60_000
const answerWithinMs = 30_000
/** Attempts that `deliveries()` remembers. */
const remembered = 200

/** What a notification is about, and the template that made it if that isn't the sandbox's own. */
export type NotificationSubject = Pick<Delivery, 'entryId' | 'template'>

export interface NotificationSender {
  /** Sends now, and again later unless the receiver says 200 or 204. Returns at once. */
  send(about: NotificationSubject, request: NotificationRequest): void
  /** Every attempt, oldest first. */
  deliveries(): readonly Delivery[]
  /** Forgets what waits, and waits for what is under way. */
  close(): Promise<void>
}

export interface NotificationSenderOptions {
  now: () => number
  fetch: typeof globalThis.fetch
  /** Calls back after so many ms; returns how to prevent it. */
  timer: (callback: () => void, afterMs: number) => () => void
  changed: () => void
  log: (line: string) => void
}

/**
 * Sends HTTP notifications as Kaltura's batch does: delivered only by 200 or 204, three attempts a minute apart.
 *
 * Unlike Kaltura it doesn't follow redirects, which here could only be a mistake: a 3xx is a failed attempt.
 */
export function createNotificationSender(options: NotificationSenderOptions): NotificationSender {
  const { now, fetch, timer, changed, log } = options
  const closing = new AbortController()
  const underWay = new Set<Promise<void>>()
  const waiting = new Set<() => void>()
  let deliveries: readonly Delivery[] = []

  return {
    send: (about, request) => start(1, about, request),
    deliveries: () => deliveries,
    async close() {
      closing.abort()
      for (const cancel of waiting) cancel()
      waiting.clear()
      await Promise.all(underWay)
    },
  }

  function start(attempt: number, about: NotificationSubject, request: NotificationRequest): void {
    const work = run(attempt, about, request).finally(() => underWay.delete(work))
    underWay.add(work)
  }

  async function run(attempt: number, about: NotificationSubject, request: NotificationRequest): Promise<void> {
    const delivery: Delivery = { ...about, attempt, status: null, atMs: now() }
    record([...deliveries, delivery])
    const status = await answerOf(request)
    if (closing.signal.aborted) return
    record(deliveries.map((known) => (known === delivery ? { ...delivery, status } : known)))
    log(`notification of ${about.entryId}, attempt ${attempt}: ${status ?? 'no answer'}`)
    if (status === 200 || status === 204 || attempt === maxAttempts) return

    const cancel = timer(() => {
      waiting.delete(cancel)
      start(attempt + 1, about, request)
    }, retryMs)
    waiting.add(cancel)
  }

  /** The status that was answered, or `null` when nobody did. */
  async function answerOf({ url, method, headers, body }: NotificationRequest): Promise<number | null> {
    const slow = new AbortController()
    const cancel = timer(() => slow.abort(), answerWithinMs)
    const signal = AbortSignal.any([closing.signal, slow.signal])
    try {
      const init = { method, headers, redirect: 'manual', signal } as const
      const response = await fetch(url, body === '' ? init : { ...init, body: new TextEncoder().encode(body) })
      await response.body?.cancel()
      return response.status
    } catch {
      return null
    } finally {
      cancel()
    }
  }

  function record(next: readonly Delivery[]): void {
    deliveries = next.slice(-remembered)
    changed()
  }
}
