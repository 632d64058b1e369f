import { setTimeout as delay } from 'node:timers/promises'
import type { ReceiverKeys } from '../receiver/notification.ts'
import type { Place } from '../receiver/place.ts'
import type { ReceiverOptions } from '../receiver/receiver.ts'

/**
 * Time of the server and of Discord, ten times as fast as ours: so a lease, a retry and a window of nonces are over sooner, and none of them before another.
 * Every life reads the same.
 */
export const fastTime = {
  now: (): number => epochMs + (Date.now() - epochMs) * speed,
  wait: (ms: number): Promise<void> => delay(ms / speed),
}
export const speed = 10
const epochMs = Date.UTC(2026, 10, 1)

/** What the process that is killed is told. */
export interface CrashSetting extends ReceiverKeys {
  place: Place
  discord: ReceiverOptions['discord']
  announceChannelId: string
}
