import { z } from 'zod'
import { systemTemplates } from '../notifications/system-templates.ts'
import { httpTemplate, type NotificationTemplate, templateStatus } from '../notifications/template.ts'
import { mostTemplates, type NotificationTemplates } from '../notifications/templates.ts'
import type { Action, Params } from './actions.ts'
import { type ApiException, apiException, refusals } from './exception.ts'
import { type Properties, readObject, tooShort } from './object-class.ts'
import { listObjects } from './object-list.ts'

const whole = z.coerce.number().int()
const service = 'eventnotification_eventnotificationtemplate'
const shortestName = 3

/**
 * eventNotificationTemplate, for HTTP templates (kaltura/server EventNotificationTemplateService).
 * @param options.mayAdd some accounts may only clone, and are refused `add` and nothing else
 */
export function notificationActions(
  templates: NotificationTemplates,
  options: { mayAdd: boolean },
): readonly (readonly [string, Action])[] {
  const listOf = (objects: readonly Properties[], params: Params) =>
    listObjects(objects, params, { objectType: 'KalturaEventNotificationTemplateListResponse', classes: [httpTemplate] })
  const actions: Readonly<Record<string, (params: Params) => Record<string, unknown> | ApiException | null>> = {
    add(params) {
      if (!options.mayAdd) return refusals.serviceForbidden(service, 'add')
      const read = readTemplate(params)
      if (read.kind === 'refused') return read.why
      const wrong = wrongName(read.properties) ?? taken(read.properties) ?? tooMany()
      return wrong ?? kept({ automaticDispatchEnabled: true, ...read.properties }, templateStatus.active)
    },
    clone(params) {
      const id = whole.safeParse(params.id).data ?? 0
      const original = templates.find(id)?.properties ?? systemTemplates.find((template) => template.id === id)
      if (!original) return notFound(id)
      const read = readTemplate({ eventNotificationTemplate: {}, ...params }, original)
      if (read.kind === 'refused') return read.why
      const properties = { ...original, ...read.properties }
      return wrongName(properties) ?? taken(properties) ?? tooMany() ?? kept(properties, templateStatus.disabled)
    },
    get: (params) => one(params, ({ properties }) => properties),
    update: (params) =>
      one(params, (template) => {
        const read = readTemplate(params, template.properties)
        if (read.kind === 'refused') return read.why
        const { type: _, ...changed } = read.properties
        return wrongName(changed) ?? taken(changed, template.id) ?? templates.change(template, changed).properties
      }),
    updatestatus: (params) =>
      one(params, (template) => {
        const status = z.literal([1, 2, 3]).safeParse(whole.safeParse(params.status).data)
        if (!status.success) return refusals.missingParameter('status')
        const wrong = status.data === templateStatus.active ? taken(template.properties, template.id) : undefined
        if (wrong) return wrong
        const changed = templates.change(template, { status: status.data }).properties
        if (status.data === templateStatus.deleted) templates.remove(template.id)
        return changed
      }),
    delete: (params) =>
      one(params, ({ id }) => {
        templates.remove(id)
        return null
      }),
    list: (params) =>
      listOf(
        templates.all().map(({ properties }) => properties),
        params,
      ),
    listtemplates: (params) => listOf(systemTemplates, params),
  }
  return Object.entries(actions).map(([name, perform]): readonly [string, Action] => [`${service}.${name}`, (params) => perform(params)])

  function readTemplate(params: Params, before?: Properties) {
    return readObject(params.eventNotificationTemplate, { parameter: 'eventNotificationTemplate', classes: [httpTemplate], before })
  }

  function one<Answer>(params: Params, use: (template: NotificationTemplate) => Answer): Answer | ApiException {
    const id = whole.safeParse(params.id).data ?? 0
    const template = templates.find(id)
    return template ? use(template) : notFound(id)
  }

  function kept({ signSecret, ...properties }: Properties, status: number): Record<string, unknown> {
    const http = { type: 'httpNotification.Http', objectType: httpTemplate.name }
    const secret = typeof signSecret === 'string' ? signSecret : undefined
    return templates.add({ ...http, ...properties }, status, { signSecret: secret }).properties
  }

  function taken({ systemName }: Properties, exceptId?: number): ApiException | undefined {
    return templates.named(systemName, exceptId) === undefined ? undefined : duplicate(String(systemName))
  }

  function tooMany(): ApiException | undefined {
    return templates.all().length < mostTemplates ? undefined : refusals.serviceForbidden(service, 'add')
  }
}

function wrongName(properties: Properties): ApiException | undefined {
  const short = ['name', 'systemName'].find((field) => {
    const value = properties[field]
    return typeof value === 'string' && value.length < shortestName
  })
  return short === undefined ? undefined : tooShort(`${httpTemplate.name}::${short}`, shortestName)
}

/** kaltura/server KalturaEventNotificationErrors.php */
function notFound(id: number): ApiException {
  return apiException('EVENT_NOTIFICATION_TEMPLATE_NOT_FOUND', `Event notification template id [${id}] not found`, { ID: `${id}` })
}

function duplicate(name: string): ApiException {
  const words = `Event notification template with system name [${name}] already exists.`
  return apiException('EVENT_NOTIFICATION_TEMPLATE_DUPLICATE_SYSTEM_NAME', words, { NAME: name })
}
