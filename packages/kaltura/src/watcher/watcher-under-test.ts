import { onTestFinished } from 'vitest'
import { z } from 'zod'
import { apiException, clientOf, createFakeKaltura, type SeenCall } from '../client/fake-kaltura.ts'
import { createLiveWatcher, type LiveWatcherOptions } from './live-watcher.ts'
import { createManualTime } from './manual-time.ts'
import type { WatchedChange } from './watched.ts'

export const streams = ['1_live01', '1_live02']
const part = z.object({ id: z.string() })

/** For tests: a watcher of a Kaltura in which `onAir` says what is live and `events` what is planned. */
export function givenWatcher({
  answer,
  rooms,
  ...options
}: Partial<LiveWatcherOptions> & { answer?: (call: SeenCall) => unknown; rooms?: string[] } = {}) {
  const time = createManualTime()
  const onAir = new Set<string>()
  const removed = new Set<string>()
  const events: object[] = []
  const details = (id: string) =>
    removed.has(id) ? apiException('INVALID_ENTRY_ID') : { broadcastStatus: onAir.has(id) ? 3 : 1, objectType: 'KalturaLiveStreamDetails' }
  const kaltura = createFakeKaltura((call) => {
    const answered = answer?.(call)
    if (answered !== undefined) return answered
    if (call.name !== 'multirequest') return { objects: events, totalCount: events.length }
    return Object.entries(call.body).flatMap(([key, value]) => (/^\d+$/.test(key) ? [details(part.parse(value).id)] : []))
  })
  const client = clientOf(kaltura, { timeout: () => new AbortController().signal })
  const changes: WatchedChange[] = []
  const failures: unknown[] = []
  const watcher = createLiveWatcher({
    client,
    entries: () => streams,
    now: time.now,
    timer: time.timer,
    random: () => 0.5,
    onChange: (change) => changes.push(change),
    onFailure: (error) => failures.push(error),
    ...(rooms ? { calendar: { client, rooms: () => rooms } } : {}),
    ...options,
  })
  onTestFinished(watcher.stop)
  const looks = () => kaltura.calls.filter(({ name }) => name === 'multirequest')
  return { time, onAir, removed, events, changes, failures, watcher, looks, calls: kaltura.calls }
}
