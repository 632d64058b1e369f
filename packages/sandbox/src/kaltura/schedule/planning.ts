import { type ApiException, apiException } from '../api/exception.ts'
import { cannotBeNull, invalidField, type Properties } from '../api/object-class.ts'
import { eventStatus, numberOf, recurrenceType } from './event-classes.ts'
import { recurrenceDates } from './recurrence.ts'
import { mostEvents, type Schedule } from './schedule.ts'

/** SchedulePlugin's limits: a day for one event, two years for a series. */
const longestEventS = 86_400
const longestSeriesS = 2 * 365 * 86_400

export type Planned = { kind: 'planned'; event: Properties } | { kind: 'refused'; why: ApiException }

/**
 * Puts a new event into the calendar, with its recurrences, after the checks of kaltura/server KalturaScheduleEvent::validateForInsert.
 * @param given properties of an event, with its `objectType`
 */
export function planEvent(schedule: Schedule, given: Properties, ownerId: string): Planned {
  const timed = timing(schedule, given)
  if (timed.kind === 'refused') return timed
  const why = recurrenceFault(given, timed) ?? spanFault(timed) ?? overlap(schedule, { ...given, ...timed.dates })
  if (why) return { kind: 'refused', why }
  const whole = { classificationType: 1, ...given, ...timed.dates, ownerId, sequence: 1, status: eventStatus.active }
  if (given.recurrenceType !== recurrenceType.recurring) {
    const event = schedule.events.add(whole)
    link(schedule, event)
    return { kind: 'planned', event }
  }
  const dates = recurrenceDates(given.recurrence, timed.startDate)
  if (!dates) return refused(invalidField('recurrence'))
  if (schedule.events.all().length + dates.length >= mostEvents) return refused(maxDuration(longestSeriesS))
  const first = dates[0] ?? timed.startDate
  const durationS = lengthOf(given, timed)
  const event = schedule.events.add({ ...whole, startDate: first, endDate: first + durationS, duration: durationS })
  addRecurrences(schedule, event, dates)
  return { kind: 'planned', event }
}

/** Changes an event, and makes its recurrences anew if the change says anything about time. */
export function replanEvent(schedule: Schedule, before: Properties, changed: Properties): Planned {
  const was = before.recurrenceType
  const wanted = changed.recurrenceType ?? was
  if (wanted !== was && wanted === recurrenceType.recurrence) return refused(typeFault(was, wanted))
  if (was === recurrenceType.recurrence && wanted !== was) return refused(typeFault(was, wanted))
  const startDate = numberOf(changed, 'startDate') ?? Number(before.startDate)
  const duration = numberOf(changed, 'duration')
  const stated = numberOf(changed, 'endDate')
  if (duration !== undefined && stated !== undefined && startDate + duration !== stated) return refused(durationMismatch)
  const endDate = stated ?? (duration === undefined ? Number(before.endDate) : startDate + duration)
  const dates = { startDate, endDate, duration: endDate - startDate }
  const next: Properties = { ...before, ...changed, ...dates, recurrenceType: wanted, sequence: Number(before.sequence ?? 1) + 1 }
  const why = spanFault({ startDate, endDate }) ?? overlap(schedule, next)
  if (why) return refused(why)

  const id = Number(before.id)
  const isTimed = ['startDate', 'endDate', 'recurrence', 'recurrenceType', 'duration'].some((field) => changed[field] !== undefined)
  const series = wanted === recurrenceType.recurring ? recurrenceDates(next.recurrence, startDate) : []
  if (!series) return refused(invalidField('recurrence'))
  const event = schedule.events.change(id, wanted === recurrenceType.none ? { ...next, recurrence: undefined } : next)
  if (isTimed || wanted === recurrenceType.none) {
    removeRecurrences(schedule, id)
    if (wanted === recurrenceType.recurring) addRecurrences(schedule, event, series)
  }
  return { kind: 'planned', event }
}

export function removeRecurrences(schedule: Schedule, eventId: number): void {
  for (const event of schedule.recurrencesOf(eventId)) schedule.events.remove(Number(event.id))
}

function addRecurrences(schedule: Schedule, parent: Properties, dates: readonly number[]): void {
  const { id, recurrence: _, ...inherited } = parent
  for (const startDate of dates) {
    const times = { startDate, endDate: startDate + Number(parent.duration) }
    schedule.events.add({ ...inherited, ...times, parentId: id, recurrenceType: recurrenceType.recurrence })
  }
}

type Timing = { kind: 'timed'; startDate: number; endDate: number; dates: Properties }

/** When it begins and ends: said so, or so long after the end of the event that it is linked to. */
function timing(schedule: Schedule, given: Properties): Timing | { kind: 'refused'; why: ApiException } {
  const { linkedTo, objectType } = given
  const startDate = numberOf(given, 'startDate')
  const duration = numberOf(given, 'duration')
  if (startDate === undefined && !isRecord(linkedTo)) return refused(startMissing)
  if (startDate !== undefined && isRecord(linkedTo)) return refused(startTwice)
  if (isRecord(linkedTo)) {
    if (given.recurrenceType !== recurrenceType.none) return refused(recurringLinked)
    if (duration === undefined) return refused(cannotBeNull(`${objectType}::duration`))
    const other = schedule.events.find(Number(linkedTo.eventId))
    if (!other) return refused(linkedToNothing)
    const start = Number(other.endDate) + Number(linkedTo.offset ?? 0)
    return timed(start, start + duration)
  }
  const begin = startDate ?? 0
  const end = numberOf(given, 'endDate') ?? (given.recurrenceType === recurrenceType.recurring && duration ? begin + duration : undefined)
  return end === undefined ? refused(cannotBeNull(`${objectType}::endDate`)) : timed(begin, end)
}

function recurrenceFault(given: Properties, { endDate }: Timing): ApiException | undefined {
  if (given.recurrenceType === recurrenceType.recurrence)
    return apiException(
      'INVALID_ENUM_VALUE',
      'Invalid enumeration value "2" for parameter "recurrenceType", expecting enumeration type "KalturaScheduleEventRecurrenceType"',
      { ENUM_VAL: '2', PARAM_NAME: 'recurrenceType', ENUM_TYPE: 'KalturaScheduleEventRecurrenceType' },
    )
  if (given.recurrenceType !== recurrenceType.recurring) return undefined
  if (!isRecord(given.recurrence)) return cannotBeNull(`${given.objectType}::recurrence`)
  const until = Number(given.recurrence.until ?? Number.NaN)
  return until < endDate
    ? apiException('PROPERTY_VALIDATION_UNTIL_NOT_VALID', 'The property "Recurrence::until" is not valid', {
        PROP_NAME: 'Recurrence::until',
      })
    : undefined
}

function spanFault({ startDate, endDate }: { startDate: number; endDate: number }): ApiException | undefined {
  if (startDate > endDate)
    return apiException('INVALID_SCHEDULE_END_BEFORE_START', `End time [${endDate}] must be after start time [${startDate}]`, {
      START: `${startDate}`,
      END: `${endDate}`,
    })
  return endDate - startDate > longestEventS
    ? maxDuration(endDate - startDate > longestSeriesS ? longestSeriesS : longestEventS)
    : undefined
}

/** Two events that happen once cannot be in the same entry at the same time. */
function overlap(schedule: Schedule, event: Properties): ApiException | undefined {
  const { templateEntryId, id } = event
  if (typeof templateEntryId !== 'string' || templateEntryId === '' || event.recurrenceType !== recurrenceType.none) return undefined
  const others = schedule.during(Number(event.startDate), Number(event.endDate))
  return others.some((other) => other.templateEntryId === templateEntryId && other.id !== id)
    ? apiException('SCHEDULE_TIME_IN_USE', 'Another event is already scheduled during this time')
    : undefined
}

/** The other event says in `linkedBy` who follows it. */
function link(schedule: Schedule, event: Properties): void {
  const other = isRecord(event.linkedTo) ? schedule.events.find(Number(event.linkedTo.eventId)) : undefined
  if (other) schedule.events.change(Number(other.id), { linkedBy: [other.linkedBy, event.id].filter((id) => id).join(',') })
}

function lengthOf(given: Properties, { startDate, endDate }: Timing): number {
  const duration = numberOf(given, 'duration')
  return duration !== undefined && duration >= 1 ? duration : endDate - startDate
}

function timed(startDate: number, endDate: number): Timing {
  return { kind: 'timed', startDate, endDate, dates: { startDate, endDate, duration: endDate - startDate } }
}

function refused(why: ApiException): { kind: 'refused'; why: ApiException } {
  return { kind: 'refused', why }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** kaltura/server KalturaScheduleErrors.php */
const startMissing = apiException('START_TIME_AND_LINKED_TO_NOT_SET', 'Event must have either fields StartTime or LinkedTo set')
const startTwice = apiException('START_TIME_AND_LINKED_TO_CONFLICT', 'Event cannot have both fields startDate and linkedTo set')
const recurringLinked = apiException('RECURRENCE_LINKED_EVENT_CONFLICT', 'Recurring events cannot be linked')
const linkedToNothing = apiException('LINKED_TO_EVENT_NOT_FOUND_OR_NOT_ACCESSIBLE', 'Cannot find the linkedTo schedule event')
const durationMismatch = apiException(
  'MAX_SCHEDULE_DURATION_MUST_MATCH_END_TIME',
  'Duration must match end time, keep one of them null to calculate automatically',
)

function maxDuration(mostS: number): ApiException {
  return apiException('MAX_SCHEDULE_DURATION_REACHED', `Maximum schedule duration [${mostS}] reached`, { MAX: `${mostS}` })
}

function typeFault(source: unknown, target: unknown): ApiException {
  return apiException('SCHEDULE_EVENT_TYPE_CANT_BE_UPDATED', `Can't update from type [${source}] to type [${target}]`, {
    SOURCE_TYPE: `${source}`,
    TARGET_TYPE: `${target}`,
  })
}
