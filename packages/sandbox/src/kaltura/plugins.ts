import type { Account } from './account.ts'
import type { Action } from './api/actions.ts'
import { notificationActions } from './api/notification-actions.ts'
import { roomActions } from './api/room-actions.ts'
import { scheduleEventActions } from './api/schedule-event-actions.ts'
import { scheduleResourceActions } from './api/schedule-resource-actions.ts'
import { virtualEventActions } from './api/virtual-event-actions.ts'
import { type Catalogue, studyRoomId } from './catalogue.ts'
import { type CatalogueEntry, kalturaEntry } from './entry.ts'
import { createMeetings, type Meetings } from './meetings/meetings.ts'
import { createRooms, type Rooms } from './meetings/rooms.ts'
import { createSeats, type Seats } from './meetings/seats.ts'
import { createDispatch } from './notifications/dispatch.ts'
import { eventObjectType, eventType } from './notifications/event.ts'
import { createNotificationSender, type NotificationSender } from './notifications/sender.ts'
import { type NotificationTarget, targetTemplate } from './notifications/target.ts'
import { createTemplates } from './notifications/templates.ts'
import { createNumbered, createSchedule, type Schedule } from './schedule/schedule.ts'

/** What Kaltura has as plugins: meeting rooms, the calendar, and HTTP notifications. */
export interface Plugins {
  actions: ReadonlyMap<string, Action>
  rooms: Rooms
  seats: Seats
  meetings: Meetings
  schedule: Schedule
  sender: NotificationSender
  /** Notifies whoever wants to hear that an entry became READY. */
  entryReady(entry: CatalogueEntry): void
  setTarget(target: NotificationTarget): void
  close(): Promise<void>
}

export function createPlugins(options: {
  catalogue: Catalogue
  /** Known once the servers listen. */
  account: () => Account
  partnerId: number
  adminSecret: string
  /** Signs the notifications of the target's template. */
  notificationSecret: string
  mayAddTemplates: boolean
  /** Milliseconds since 1970. */
  now: () => number
  /** Random lower-case letters and digits, `length` of them. */
  word: (length: number) => string
  fetch: typeof globalThis.fetch
  timer: (callback: () => void, afterMs: number) => () => void
  changed: () => void
  log: (line: string) => void
}): Plugins {
  const { catalogue, account, partnerId, adminSecret, notificationSecret, now, word, fetch, timer, changed, log } = options
  const study = { id: studyRoomId, name: 'Study room', userId: 'prof.okafor' }
  const rooms = createRooms({ partnerId, now, word, study, changed })
  const seats = createSeats({ now, changed })
  const schedule = createSchedule({ partnerId, now })
  const virtualEvents = createNumbered({ partnerId, now, firstId: 61_001 })
  const templates = createTemplates({ partnerId, now })
  const sender = createNotificationSender({ now, fetch, timer, changed, log })
  let targetId: number | undefined
  const dispatch = createDispatch({ templates, sender, adminSecret, trusted: () => targetId, log })

  const entryReady = (entry: CatalogueEntry): void => {
    changed()
    const object = kalturaEntry(entry, account())
    dispatch.raise({ type: eventType.changed, objectType: eventObjectType.entry, object, changed: ['status'] })
  }
  return {
    actions: new Map([
      ...roomActions(rooms, catalogue),
      ...scheduleEventActions(schedule),
      ...scheduleResourceActions(schedule),
      ...virtualEventActions(virtualEvents, schedule),
      ...notificationActions(templates, { mayAdd: options.mayAddTemplates }),
    ]),
    rooms,
    seats,
    meetings: createMeetings({ rooms, seats, catalogue, now, word, timer, changed, ready: entryReady }),
    schedule,
    sender,
    entryReady,
    setTarget(target) {
      targetId = targetTemplate(templates, target, { signSecret: notificationSecret, former: targetId }).id
    },
    close: sender.close,
  }
}
