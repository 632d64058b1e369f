import { setTimeout as delay } from 'node:timers/promises'
import { signHttpNotification } from '@kaltura-discord/kaltura'
import { partnerId } from './setting.ts'

export interface SenderOptions {
  token: string
  secret: string
  total: number
  /** On average. They come in bursts, each at once. */
  perSecond: number
  /** Where the server is, as soon as it is somewhere. */
  address(): Promise<string>
}

const burst = 20

/** Posts notifications as Kaltura does: again and again until somebody says 200. One in ten is posted twice at the same moment. */
export function startSender({ token, secret, total, perSecond, address }: SenderOptions) {
  const acknowledged = new Set<string>()
  let unknown = 0
  let begun: (() => void)[] = []

  async function post(index: number, entryId: string): Promise<boolean> {
    const object = { objectType: 'KalturaMediaEntry', id: entryId, status: 2, partnerId }
    const notification = { objectType: 'KalturaHttpNotification', object, eventType: 3, eventNotificationJobId: index, templateId: 501 }
    const body = new TextEncoder().encode(JSON.stringify(notification))
    const signature = await signHttpNotification({ secret, algorithm: 'sha256', body })
    const headers = { ...signature, 'x-kaltura-discord-token': token, 'content-type': 'application/json' }
    const url = `${await address()}/api/v1/kaltura/main/notifications`
    const response = await fetch(url, { method: 'POST', body, headers, signal: AbortSignal.timeout(5_000) }).catch(() => undefined)
    return response?.status === 200
  }

  async function send(index: number): Promise<void> {
    const entryId = `0_${index.toString(36).padStart(8, '0')}`
    for (;;) {
      const answers = await Promise.all(Array.from({ length: index % 10 === 0 ? 2 : 1 }, () => post(index, entryId)))
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
