import { setTimeout as delay } from 'node:timers/promises'
import { notificationOf, notificationPath, type ReceiverKeys } from '../receiver/notification.ts'

export interface SenderOptions extends ReceiverKeys {
  total: number
  /** On average. They come in bursts, each at once. */
  perSecond: number
  /** Where the server is, as soon as it is somewhere. */
  address(): Promise<string>
}

const burst = 20

/** Posts notifications as Kaltura does: again and again until somebody says 200. One in ten is posted twice at the same moment. */
export function startSender({ total, perSecond, address, ...keys }: SenderOptions) {
  const acknowledged = new Set<string>()
  let unknown = 0
  let begun: (() => void)[] = []

  async function send(index: number): Promise<void> {
    const { entryId, body, headers } = await notificationOf(index, keys)
    const post = async () => {
      const request = { method: 'POST', body, headers, signal: AbortSignal.timeout(5_000) }
      const response = await fetch(`${await address()}${notificationPath}`, request).catch(() => undefined)
      return response?.status === 200
    }
    for (;;) {
      const answers = await Promise.all(index % 10 === 0 ? [post(), post()] : [post()])
      if (answers.includes(true)) break
      unknown += 1
      await delay(20)
    }
    acknowledged.add(entryId)
  }

  async function sendAll(): Promise<void> {
    for (let first = 1; first <= total; first += burst) {
      for (const tell of begun.splice(0)) tell()
      const indices = Array.from({ length: Math.min(burst, total - first + 1) }, (_, step) => first + step)
      await Promise.all(indices.map(send))
      await delay((1000 * burst) / perSecond)
    }
    for (const tell of begun.splice(0)) tell()
    begun = []
  }

  return {
    acknowledged,
    /** Posts that nobody answered with 200: they may have been stored or not, and were made again. */
    unknown: () => unknown,
    done: sendAll(),
    /** When the next burst begins; at once after the last. */
    nextBurst: (): Promise<void> => (acknowledged.size >= total ? Promise.resolve() : new Promise((tell) => void begun.push(tell))),
  }
}
