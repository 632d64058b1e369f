import type { SandboxState } from '../../control/contract.ts'

type Delivery = SandboxState['kaltura']['deliveries'][number]

export interface DeliveryStatus {
  tone: 'good' | 'waiting' | 'bad'
  words: string
}

/** What became of one attempt to deliver a notification. A time still to come is the next attempt. */
export function deliveryStatus(delivery: Delivery, all: readonly Delivery[], nowMs: number): DeliveryStatus {
  const { status, atMs, entryId, template, attempt } = delivery
  if (status !== null) {
    const good = status >= 200 && status < 300
    return good ? { tone: 'good', words: `${status} delivered` } : { tone: 'bad', words: `${status} failed` }
  }
  if (atMs > nowMs) return { tone: 'waiting', words: 'next attempt' }
  const overtaken = all.some((other) => other.entryId === entryId && other.template === template && other.attempt > attempt)
  return overtaken ? { tone: 'bad', words: 'nobody answered' } : { tone: 'waiting', words: 'waiting for an answer' }
}
