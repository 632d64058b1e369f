import { z } from 'zod'
import type { Properties } from '../api/object-class.ts'
import { type NotificationTemplate, parameterList, templateStatus } from './template.ts'

/** EventNotificationEventType, as far as the sandbox raises them. */
export const eventType = { added: '2', changed: '3', deleted: '7' } as const
/** EventNotificationEventObjectType. */
export const eventObjectType = {
  entry: '1',
  scheduleEvent: 'scheduleEventNotifications.ScheduleEvent',
  virtualEvent: 'virtualEventEventNotifications.VirtualEvent',
} as const

/** Something that happened to an object of the account. */
export interface KalturaEvent {
  type: (typeof eventType)[keyof typeof eventType]
  objectType: (typeof eventObjectType)[keyof typeof eventObjectType]
  /** As the API answers it. */
  object: Properties
  /** Names of the properties that are not what they were. */
  changed: readonly string[]
}

const condition = z.looseObject({
  objectType: z.string(),
  modifiedColumns: z.string().optional(),
  field: z.looseObject({ code: z.string().optional() }).optional(),
  values: z.array(z.looseObject({ value: z.coerce.string() })).optional(),
})

/** Kaltura's conditions and parameters are PHP. These are the getters in its own system templates, and the property that each of them reads. */
const getters: Readonly<Record<string, string>> = {
  getId: 'id',
  getName: 'name',
  getStatus: 'status',
  getType: 'type',
  getTags: 'tags',
  getReferenceID: 'referenceId',
  getRootEntryId: 'rootEntryId',
  getPartnerId: 'partnerId',
  getPuserId: 'userId',
}

/** Values of the template's parameters for this event: those that its user set first, then those that are read from the object. */
export function parametersOf({ properties }: NotificationTemplate, event: KalturaEvent): ReadonlyMap<string, string> {
  const all = [...parameterList(properties.userParameters), ...parameterList(properties.contentParameters)]
  return new Map(all.map(({ key, value, code }) => [key, value ?? evaluated(code, event) ?? '']))
}

/** Whether the event is one that the template was made for. A condition that only PHP could judge does not hold. */
export function isFor(template: NotificationTemplate, event: KalturaEvent): boolean {
  const { status, automaticDispatchEnabled, eventType: type, eventObjectType: objectType, eventConditions } = template.properties
  if (status !== templateStatus.active || automaticDispatchEnabled === false) return false
  if (`${type}` !== event.type || `${objectType}` !== event.objectType) return false
  const parameters = parametersOf(template, event)
  const conditions = z.array(condition).safeParse(eventConditions ?? [])
  return conditions.success && conditions.data.every((each) => holds(each, event, parameters))
}

function holds(
  { objectType, modifiedColumns, field, values }: z.infer<typeof condition>,
  event: KalturaEvent,
  parameters: ReadonlyMap<string, string>,
): boolean {
  if (objectType === 'KalturaEventObjectChangedCondition') return columns(modifiedColumns).some((column) => event.changed.includes(column))
  if (objectType === 'KalturaEventFieldCondition') {
    const column = /in_array\(\s*\w+::([A-Z_]+)\s*,/.exec(field?.code ?? '')?.[1]
    return column !== undefined && event.changed.includes(camel(column))
  }
  if (objectType !== 'KalturaFieldMatchCondition') return false
  const own = evaluated(field?.code, event)
  return (values ?? []).some(({ value }) => own !== undefined && own === (parameters.get(value.replace(/^\{|\}$/g, '')) ?? value))
}

function evaluated(code: string | undefined, { object }: KalturaEvent): string | undefined {
  const getter = /^\$scope->getObject\(\)->(\w+)\(\)$/.exec(code?.trim() ?? '')?.[1]
  const value = object[getters[getter ?? ''] ?? '']
  return value === undefined || value === null ? undefined : String(value)
}

function columns(names: string | undefined): readonly string[] {
  return (names ?? '').split(',').map((name) =>
    camel(
      name
        .trim()
        .replace(/^.*[.:]/, '')
        .toUpperCase(),
    ),
  )
}

/** `ROOT_ENTRY_ID` → `rootEntryId` */
function camel(column: string): string {
  return column.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
}
