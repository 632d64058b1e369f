import { z } from 'zod'
import type { Numbered, Schedule } from '../schedule/schedule.ts'
import type { Action, Params } from './actions.ts'
import { type ApiException, apiException, refusals } from './exception.ts'
import { invalidObjectId, type ObjectClass, type Properties, readObject, values } from './object-class.ts'
import { listObjects } from './object-list.ts'

const { text, whole } = values
const service = 'virtualevent_virtualevent'
const mostVirtualEvents = 500
/** VirtualEventStatus */
const active = 2
const id = z.coerce.number().int()

/** KalturaVirtualEvent (kaltura/server plugins/virtual_event). */
const virtualEvent: ObjectClass = {
  name: 'KalturaVirtualEvent',
  writable: {
    name: text,
    description: text,
    tags: text,
    attendeesGroupIds: text,
    adminsGroupIds: text,
    registrationScheduleEventId: whole,
    agendaScheduleEventId: whole,
    mainEventScheduleEventId: whole,
    deletionDueDate: whole,
    registrationFormSchema: text,
    eventUrl: text,
    webhookRegistrationToken: text,
  },
  readOnly: ['id', 'partnerId', 'status', 'createdAt', 'updatedAt'],
  required: ['name'],
}
const scheduleFields = ['agendaScheduleEventId', 'registrationScheduleEventId', 'mainEventScheduleEventId']

/**
 * virtualEvent.add, get, list, update and delete: the object that ties the schedule events of one virtual event together.
 *
 * The account has no user groups, so any group id is refused, as Kaltura refuses one that it doesn't know.
 */
export function virtualEventActions(virtualEvents: Numbered, schedule: Schedule): readonly (readonly [string, Action])[] {
  const all: Readonly<Record<string, (params: Params) => Record<string, unknown> | ApiException | null>> = {
    add(params) {
      const read = readObject(params.virtualEvent, { parameter: 'virtualEvent', classes: [virtualEvent] })
      if (read.kind === 'refused') return read.why
      const wrong = fault(read.properties)
      if (wrong) return wrong
      if (virtualEvents.all().length >= mostVirtualEvents) return refusals.serviceForbidden(service, 'add')
      return { ...virtualEvents.add({ ...read.properties, status: active, objectType: virtualEvent.name }) }
    },
    get: (params) => one(params, (found) => ({ ...found })),
    list: (params) => listObjects(virtualEvents.all(), params, { objectType: 'KalturaVirtualEventListResponse', classes: [virtualEvent] }),
    update: (params) =>
      one(params, (before) => {
        const read = readObject(params.virtualEvent, { parameter: 'virtualEvent', classes: [virtualEvent], before })
        if (read.kind === 'refused') return read.why
        return fault(read.properties) ?? { ...virtualEvents.change(Number(before.id), read.properties) }
      }),
    delete: (params) =>
      one(params, (found) => {
        virtualEvents.remove(Number(found.id))
        return null
      }),
  }
  return Object.entries(all).map(([name, perform]): readonly [string, Action] => [`${service}.${name}`, (params) => perform(params)])

  function one<Answer>(params: Params, use: (found: Properties) => Answer): Answer | ApiException {
    const given = id.safeParse(params.id).data
    const found = given === undefined ? undefined : virtualEvents.find(given)
    return found
      ? use(found)
      : apiException('VIRTUAL_EVENT_NOT_FOUND', `Virtual Event [${given ?? ''}] not found`, { ID: `${given ?? ''}` })
  }

  function fault(properties: Properties): ApiException | undefined {
    const strange = scheduleFields.map((field) => properties[field]).find((eventId) => eventId && !schedule.events.find(Number(eventId)))
    if (strange !== undefined) return invalidObjectId(String(strange))
    const [group] = [properties.adminsGroupIds, properties.attendeesGroupIds].flatMap((ids) =>
      typeof ids === 'string' ? ids.split(',') : [],
    )
    if (group) return apiException('INVALID_GROUP_ID', `Invalid group id - ${group.trim()}`, { ID: group.trim() })
    const schema = properties.registrationFormSchema
    if (typeof schema === 'string' && !isJson(schema))
      return apiException('VIRTUAL_EVENT_INVALID_REGISTRATION_FORM_SCHEMA', 'Registration Form Schema must be a valid json string')
    return undefined
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
