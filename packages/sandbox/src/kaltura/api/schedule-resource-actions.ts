import { z } from 'zod'
import { eventResource, numberOf, resourceClasses } from '../schedule/event-classes.ts'
import { mostBookings, mostResources, type Schedule } from '../schedule/schedule.ts'
import type { Action, Params } from './actions.ts'
import { type ApiException, apiException, refusals } from './exception.ts'
import { invalidObjectId, type Properties, readObject } from './object-class.ts'
import { listObjects } from './object-list.ts'

const id = z.union([z.string().min(1).max(64), z.number().transform(String)])
const resources = 'schedule_scheduleresource'
const bookings = 'schedule_scheduleeventresource'
const abstract = 'KalturaScheduleResource'
/** ScheduleResourceStatus */
const active = 2

/** scheduleResource and scheduleEventResource (kaltura/server plugins/schedule): what events take place in, and which ones book it. */
export function scheduleResourceActions(schedule: Schedule): readonly (readonly [string, Action])[] {
  const all: Readonly<Record<string, (params: Params) => Record<string, unknown> | ApiException | null>> = {
    [`${resources}.add`](params) {
      const read = readObject(params.scheduleResource, { parameter: 'scheduleResource', classes: resourceClasses, abstract })
      if (read.kind === 'refused') return read.why
      const wrong = wrongResource(read.properties)
      if (wrong) return wrong
      if (schedule.resources.all().length >= mostResources) return refusals.serviceForbidden(resources, 'add')
      return { ...schedule.resources.add({ ...read.properties, status: active, objectType: read.of.name }) }
    },
    [`${resources}.get`]: (params) => resource(params, (found) => ({ ...found })),
    [`${resources}.list`]: (params) =>
      listObjects(schedule.resources.all(), params, { objectType: 'KalturaScheduleResourceListResponse', classes: resourceClasses }),
    [`${resources}.update`]: (params) =>
      resource(params, (before) => {
        const classes = resourceClasses.filter(({ name }) => name === before.objectType)
        const read = readObject(params.scheduleResource, { parameter: 'scheduleResource', classes, before })
        if (read.kind === 'refused') return read.why
        return wrongResource(read.properties, before) ?? { ...schedule.resources.change(Number(before.id), read.properties) }
      }),
    [`${resources}.delete`]: (params) =>
      resource(params, (found) => {
        schedule.resources.remove(Number(found.id))
        return { ...found, status: 3 }
      }),
    [`${bookings}.add`](params) {
      const read = readObject(params.scheduleEventResource, { parameter: 'scheduleEventResource', classes: [eventResource] })
      if (read.kind === 'refused') return read.why
      const eventId = numberOf(read.properties, 'eventId') ?? 0
      const resourceId = numberOf(read.properties, 'resourceId') ?? 0
      if (booking(eventId, resourceId)) return alreadyBooked(eventId, resourceId)
      if (!schedule.events.find(eventId)) return notFound('SCHEDULE_EVENT_ID_NOT_FOUND', 'Event', eventId)
      if (!schedule.resources.find(resourceId)) return notFound('SCHEDULE_RESOURCE_ID_NOT_FOUND', 'Resource', resourceId)
      if (schedule.bookings().length >= mostBookings) return refusals.serviceForbidden(bookings, 'add')
      return { ...schedule.book(eventId, resourceId).properties }
    },
    [`${bookings}.get`]: (params) => booked(params, ({ properties }) => ({ ...properties })),
    [`${bookings}.list`]: (params) =>
      listObjects(
        schedule.bookings().map(({ properties }) => properties),
        params,
        { objectType: 'KalturaScheduleEventResourceListResponse', classes: [eventResource] },
      ),
    [`${bookings}.delete`]: (params) =>
      booked(params, ({ eventId, resourceId }) => {
        schedule.unbook(eventId, resourceId)
        return null
      }),
  }
  return Object.entries(all).map(([name, perform]): readonly [string, Action] => [name, (params) => perform(params)])

  function resource<Answer>(params: Params, use: (found: Properties) => Answer): Answer | ApiException {
    const given = id.safeParse(params.scheduleResourceId).data
    if (given === undefined) return refusals.missingParameter('scheduleResourceId')
    const found = schedule.resources.find(Number(given))
    return found ? use(found) : invalidObjectId(given)
  }

  function booking(eventId: number, resourceId: number) {
    return schedule.bookings().find((each) => each.eventId === eventId && each.resourceId === resourceId)
  }

  function booked<Answer>(params: Params, use: (found: NonNullable<ReturnType<typeof booking>>) => Answer): Answer | ApiException {
    const [eventId, resourceId] = [id.safeParse(params.scheduleEventId).data ?? '', id.safeParse(params.scheduleResourceId).data ?? '']
    const found = booking(Number(eventId), Number(resourceId))
    return found ? use(found) : invalidObjectId(`${eventId},${resourceId}`)
  }

  function wrongResource({ systemName, parentId }: Properties, before?: Properties): ApiException | undefined {
    const same = (other: Properties) => other.systemName === systemName && other.id !== before?.id
    if (typeof systemName === 'string' && systemName !== '' && schedule.resources.all().some(same))
      return apiException('SYSTEM_NAME_ALREADY_EXISTS', `System name [${systemName}] already exists`, { SYS_NAME: systemName })
    if (typeof parentId === 'number' && !schedule.resources.find(parentId))
      return apiException('RESOURCE_PARENT_ID_NOT_FOUND', `Resource parent id [${parentId}] not found`, { PARENT_ID: `${parentId}` })
    return undefined
  }
}

/** kaltura/server KalturaErrors.php */
function notFound(code: string, what: 'Event' | 'Resource', objectId: number): ApiException {
  return apiException(code, `Schedule ${what} id [${objectId}] not found`, { ID: `${objectId}` })
}

function alreadyBooked(eventId: number, resourceId: number): ApiException {
  const words = `Schedule event resource already exists with eventId[${eventId}] and resourceId (${resourceId})`
  return apiException('SCHEDULE_EVENT_RESOURCE_ALREADY_EXISTS', words, { EVENT_ID: `${eventId}`, RESOURCE_ID: `${resourceId}` })
}
