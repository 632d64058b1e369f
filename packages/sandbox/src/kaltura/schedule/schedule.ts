import type { Properties } from '../api/object-class.ts'
import { eventResource, eventStatus, numberOf, recurrenceType } from './event-classes.ts'

/** Objects with numbers for ids, as a database gives them. */
export interface Numbered {
  find(id: number): Properties | undefined
  /** Newest first. */
  all(): readonly Properties[]
  add(properties: Properties): Properties
  change(id: number, properties: Properties): Properties
  remove(id: number): void
}

/** Which event books which resource. */
export interface Booking {
  eventId: number
  resourceId: number
  properties: Properties
}

/** The calendar of the account: what takes place when, and which resources it books. */
export interface Schedule {
  events: Numbered
  resources: Numbered
  bookings(): readonly Booking[]
  book(eventId: number, resourceId: number): Booking
  unbook(eventId: number, resourceId: number): boolean
  /** What an event books, or the event that it is a recurrence of. */
  resourcesOf(eventId: number): readonly Properties[]
  /** The recurrences of a recurring event. */
  recurrencesOf(eventId: number): readonly Properties[]
  /** Active events that take place at some time from `startUnix` to `endUnix`, recurrences one by one. */
  during(startUnix: number, endUnix: number): readonly Properties[]
}

export const mostEvents = 5_000
export const mostResources = 500
export const mostBookings = 5_000

export function createSchedule({ partnerId, now }: { partnerId: number; now: () => number }): Schedule {
  const events = createNumbered({ partnerId, now, firstId: 4_210_001 })
  const resources = createNumbered({ partnerId, now, firstId: 88_001 })
  const booked = new Map<string, Booking>()
  const key = (eventId: number, resourceId: number) => `${eventId} ${resourceId}`

  return {
    events,
    resources,
    bookings: () => [...booked.values()],
    book(eventId, resourceId) {
      const atUnix = Math.floor(now() / 1000)
      const properties = { eventId, resourceId, partnerId, createdAt: atUnix, updatedAt: atUnix, objectType: eventResource.name }
      const booking = { eventId, resourceId, properties }
      booked.set(key(eventId, resourceId), booking)
      return booking
    },
    unbook: (eventId, resourceId) => booked.delete(key(eventId, resourceId)),
    resourcesOf(eventId) {
      const event = events.find(eventId)
      const ids = [eventId, event && numberOf(event, 'parentId')]
      const theirs = new Set([...booked.values()].filter((each) => ids.includes(each.eventId)).map(({ resourceId }) => resourceId))
      return resources.all().filter(({ id }) => typeof id === 'number' && theirs.has(id))
    },
    recurrencesOf: (eventId) => events.all().filter((event) => event.parentId === eventId),
    during: (startUnix, endUnix) =>
      events
        .all()
        .filter(
          (event) =>
            event.status === eventStatus.active &&
            event.recurrenceType !== recurrenceType.recurring &&
            Number(event.startDate) < endUnix &&
            Number(event.endDate) > startUnix,
        ),
  }
}

/** @param options.firstId ids of other kinds of objects begin elsewhere, so that a mixed-up id is noticed */
export function createNumbered(options: { partnerId: number; now: () => number; firstId: number }): Numbered {
  const { partnerId, now, firstId } = options
  const objects = new Map<number, Properties>()
  let nextId = firstId
  const nowUnix = () => Math.floor(now() / 1000)
  const keep = (id: number, properties: Properties): Properties => {
    objects.set(id, properties)
    return properties
  }
  return {
    find: (id) => objects.get(id),
    all: () => [...objects.values()].reverse(),
    add(properties) {
      const id = nextId
      nextId += 1
      return keep(id, { ...properties, id, partnerId, createdAt: nowUnix(), updatedAt: nowUnix() })
    },
    change: (id, properties) => keep(id, { ...objects.get(id), ...properties, updatedAt: nowUnix() }),
    remove: (id) => void objects.delete(id),
  }
}
