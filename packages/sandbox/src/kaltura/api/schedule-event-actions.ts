import { z } from 'zod'
import { eventClasses, eventStatus, numberOf, recurrenceType } from '../schedule/event-classes.ts'
import { planEvent, removeRecurrences, replanEvent } from '../schedule/planning.ts'
import { recurrenceDates } from '../schedule/recurrence.ts'
import { mostEvents, type Schedule } from '../schedule/schedule.ts'
import type { Action, Params } from './actions.ts'
import { type ApiException, apiException, refusals } from './exception.ts'
import { cannotBeNull, invalidObjectId, type Properties, readObject } from './object-class.ts'
import { listObjects } from './object-list.ts'

const whole = z.coerce.number().int()
const text = z.union([z.string().min(1).max(4096), z.number().transform(String)])
const service = 'schedule_scheduleevent'
const abstract = 'KalturaScheduleEvent'
/** KalturaScheduleEventConflictType */
const conflictType = { resource: 1, blackout: 2, both: 3 } as const

/** scheduleEvent (kaltura/server plugins/schedule ScheduleEventService). */
export function scheduleEventActions(schedule: Schedule): readonly (readonly [string, Action])[] {
  const { events } = schedule
  const answered = (event: Properties): Record<string, unknown> => ({ ...event })
  const all: Readonly<Record<string, Action>> = {
    add(params, { bearer }) {
      const read = readObject(params.scheduleEvent, { parameter: 'scheduleEvent', classes: eventClasses, abstract })
      if (read.kind === 'refused') return read.why
      if (events.all().length >= mostEvents) return refusals.serviceForbidden(service, 'add')
      const planned = planEvent(schedule, { ...read.properties, objectType: read.of.name }, bearer.userId)
      return planned.kind === 'planned' ? answered(planned.event) : planned.why
    },
    get: (params) => one(params, answered),
    list: (params) =>
      listOf(
        events.all().filter((event) => event.status !== eventStatus.deleted && isOf(event, params)),
        params,
      ),
    update: (params) =>
      one(params, (before) => {
        const classes = eventClasses.filter(({ name }) => name === before.objectType)
        const read = readObject(params.scheduleEvent, { parameter: 'scheduleEvent', classes, before })
        if (read.kind === 'refused') return read.why
        const planned = replanEvent(schedule, before, read.properties)
        return planned.kind === 'planned' ? answered(planned.event) : planned.why
      }),
    delete: (params) =>
      one(params, (event) => {
        if (event.recurrenceType === recurrenceType.recurrence) return cannotDelete(event)
        return ended(event, eventStatus.deleted)
      }),
    cancel: (params) => one(params, (event) => ended(event, eventStatus.cancelled)),
    getconflicts(params) {
      const ids = text.safeParse(params.resourceIds).data
      if (ids === undefined) return cannotBeNull('resourceIds')
      const read = readObject(params.scheduleEvent, { parameter: 'scheduleEvent', classes: eventClasses, abstract })
      if (read.kind === 'refused') return read.why
      const wanted = whole.safeParse(params.scheduleEventConflictType).data ?? conflictType.resource
      const ignored = new Set((text.safeParse(params.scheduleEventIdToIgnore).data ?? '').split(',').map(Number))
      return listOf(
        conflicts(read.properties).filter(
          (event) => !ignored.has(Number(event.id)) && clashes(event, { ids: ids.split(',').map(Number), wanted }),
        ),
        {},
      )
    },
  }
  return Object.entries(all).map(([name, action]) => [`${service}.${name}`, action])

  function one<Answer>(params: Params, use: (event: Properties) => Answer): Answer | ApiException {
    const given = text.safeParse(params.scheduleEventId).data
    if (given === undefined) return refusals.missingParameter('scheduleEventId')
    const event = events.find(Number(given))
    return event && event.status !== eventStatus.deleted ? use(event) : invalidObjectId(given)
  }

  function ended(event: Properties, status: number): Record<string, unknown> {
    const id = Number(event.id)
    if (event.recurrenceType === recurrenceType.recurring) removeRecurrences(schedule, id)
    return answered(events.change(id, { status }))
  }

  function conflicts(event: Properties): readonly Properties[] {
    const startDate = numberOf(event, 'startDate') ?? 0
    const lengthS = numberOf(event, 'duration') ?? (numberOf(event, 'endDate') ?? startDate) - startDate
    const dates = event.recurrenceType === recurrenceType.recurring ? (recurrenceDates(event.recurrence, startDate) ?? []) : [startDate]
    const found = dates.flatMap((date) => schedule.during(date, date + lengthS))
    return [...new Map(found.map((each) => [each.id, each])).values()]
  }

  function clashes(event: Properties, { ids, wanted }: { ids: readonly number[]; wanted: number }): boolean {
    const isBlackout = event.objectType === 'KalturaBlackoutScheduleEvent'
    const sharesResource = schedule.resourcesOf(Number(event.id)).some(({ id }) => ids.includes(Number(id)))
    return (wanted !== conflictType.blackout && sharesResource) || (wanted !== conflictType.resource && isBlackout)
  }

  /** A filter of a subclass asks for its own kind: KalturaMeetingScheduleEventFilter for meetings. `resourceIdEqual` is about bookings. */
  function isOf(event: Properties, { filter }: Params): boolean {
    const given = z.looseObject({ objectType: z.string().optional(), resourceIdEqual: text.optional() }).safeParse(filter)
    if (!given.success) return true
    const { objectType, resourceIdEqual } = given.data
    const kind = eventClasses.find(({ name }) => `${name}Filter` === objectType)
    if (kind && kind.name !== event.objectType) return false
    if (objectType === 'KalturaEntryScheduleEventFilter' && !ofEntry.has(String(event.objectType))) return false
    return resourceIdEqual === undefined || schedule.resourcesOf(Number(event.id)).some(({ id }) => String(id) === resourceIdEqual)
  }
}

const ofEntry: ReadonlySet<string> = new Set(eventClasses.filter(({ writable }) => 'templateEntryId' in writable).map(({ name }) => name))

function listOf(events: readonly Properties[], params: Params): Record<string, unknown> {
  return listObjects(events, params, { objectType: 'KalturaScheduleEventListResponse', classes: eventClasses })
}

/** kaltura/server KalturaScheduleErrors.php, with its spelling. */
function cannotDelete({ id, parentId }: Properties): ApiException {
  const words = `Recurence [${id}] cannot be deleted, use cancel or delete the parent recurring event [${parentId}]`
  return apiException('RECURRENCE_CANT_BE_DELETE', words, { ID: `${id}`, PARENT_ID: `${parentId}` })
}
