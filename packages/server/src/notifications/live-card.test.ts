import { createStaticBindings, type Entry, type Meeting, type NotificationSubject } from '@kaltura-discord/core'
import { createMemorySink } from '@kaltura-discord/core/testing'
import { createMemoryStores } from '@kaltura-discord/stores/memory'
import { expect, test } from 'vitest'
import { silentLog } from '../server-log.ts'
import { createPipeline } from './pipeline.ts'

const startsAtMs = Date.UTC(2026, 0, 5, 9)
const minuteMs = 60_000
const endsAtMs = startsAtMs + 60 * minuteMs
const room: Meeting = {
  guildId: '1',
  id: '1_room',
  type: 'room',
  name: 'Seminar',
  description: '',
  times: { startsAtMs, endsAtMs, timeZone: 'UTC', recurrence: undefined },
  status: 'open',
}
const recording: Entry = {
  id: '0_rec',
  name: 'Seminar, recorded',
  description: '',
  durationS: 3600,
  kind: 'video',
  status: 'ready',
  tags: ['discord'],
  categories: [],
  thumbnailUrl: undefined,
  createdAtMs: endsAtMs + minuteMs,
  recordedFrom: room.id,
}

/** A guild with one channel, and all that notifications go through. */
function scene() {
  const { inbox, outbox } = createMemoryStores()
  const { sink, messages } = createMemorySink()
  const clock = { nowMs: startsAtMs - 60 * minuteMs }
  const pipeline = createPipeline({
    ...{ inbox, outbox, sink, log: silentLog, now: () => clock.nowMs, written: () => undefined },
    bindings: createStaticBindings([
      { guildId: '1', connection: 'main', scope: { tags: ['discord'], categories: [] }, controllers: [], announceChannelId: '77' },
    ]),
    catalog: () => ({ get: async () => recording }),
    meetings: () => ({ find: async () => ({ kind: 'found', meeting: room }) }),
    watchButtonId: (entryId) => `watch:${entryId}`,
  })
  return {
    messages,
    /** It comes in at this time, and the channel's message says so. */
    async told(subject: NotificationSubject, atMs: number) {
      clock.nowMs = atMs
      await inbox.accept({ connection: 'main', dedupeKeys: [`${subject.kind} ${atMs}`], subject, receivedAtMs: atMs })
      pipeline.wake()
      await pipeline.idle()
      return messages.map(({ body }) => body.content)
    },
  }
}

test('a meeting is one message in its channel: planned, begun, over, then its recording, then that with captions', async () => {
  const { told, messages } = scene()
  const date = { guildId: '1', meetingId: room.id, startsAtMs }
  const said = [
    await told({ kind: 'meeting-scheduled', ...date }, startsAtMs - 60 * minuteMs),
    await told({ kind: 'meeting-started', ...date }, startsAtMs),
    await told({ kind: 'meeting-ended', ...date, endedAtMs: endsAtMs }, endsAtMs),
    await told({ kind: 'entry-ready', entryId: recording.id }, endsAtMs + 10 * minuteMs),
    await told({ kind: 'captions-ready', entryId: recording.id, language: 'English' }, endsAtMs + 20 * minuteMs),
  ]

  expect(new Set(said.map((contents) => contents.length))).toEqual(new Set([1]))
  expect(new Set(said.flat()).size).toBe(5)
  expect(messages).toMatchObject([{ channelId: '77', edits: 4 }])
  expect(JSON.stringify(messages[0]?.body)).toContain('"custom_id":"watch:0_rec"')
})
