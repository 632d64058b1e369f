import type { Clock } from '../discord/clock.ts'
import type { Faults } from './faults.ts'

const signatureHeader = 'x-kaltura-signature'

/**
 * `fetch` for Kaltura's HTTP notifications, on which the faults of `kaltura-notifications` lie: a notification that is posted twice, later, after
 * the one that came next, or with a signature that nobody with the secret made. Who waits is given up as any slow receiver is.
 */
export function createNotificationFetch(options: {
  faults: Faults
  clock: Clock
  fetch: typeof globalThis.fetch
}): typeof globalThis.fetch {
  const { faults, clock, fetch } = options
  const overtaken = new Set<() => void>()

  const wait = (delayMs: number, signal: AbortSignal | null | undefined, mayBeOvertaken: boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const done = (): void => {
        cancel()
        overtaken.delete(done)
        signal?.removeEventListener('abort', abort)
        resolve()
      }
      const abort = (): void => {
        done()
        reject(signal?.reason)
      }
      const cancel = clock.after(delayMs, done)
      if (mayBeOvertaken) overtaken.add(done)
      signal?.addEventListener('abort', abort)
    })

  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const fault = faults.take('kaltura-notifications', url.pathname)
    const waiting = [...overtaken]
    if (fault?.kind === 'late' || fault?.kind === 'out-of-order')
      await wait(fault.delayMs ?? 0, init?.signal, fault.kind === 'out-of-order')
    if (fault?.kind === 'duplicate') await fetch(input, init).then((first) => first.body?.cancel())
    const response = await fetch(input, fault?.kind === 'forged' ? { ...init, headers: forged(init?.headers) } : init)
    for (const go of waiting) go()
    return response
  }
}

/** Of the right length and alphabet, and wrong. */
function forged(given: RequestInit['headers']): Headers {
  const headers = new Headers(given)
  const [first = '0', ...rest] = headers.get(signatureHeader) ?? '0'
  headers.set(signatureHeader, [(Number.parseInt(first, 16) ^ 1).toString(16), ...rest].join(''))
  return headers
}
