import type { Properties } from '../api/object-class.ts'
import { systemTemplates } from './system-templates.ts'
import { type NotificationTemplate, templateStatus } from './template.ts'

/** The account's templates for HTTP notifications. */
export interface NotificationTemplates {
  /** Newest first; deleted ones are gone. */
  all(): readonly NotificationTemplate[]
  find(id: number): NotificationTemplate | undefined
  /** Keeps a new one. `id` and times are given to it. */
  add(properties: Properties, status: number, secrets?: { signSecret?: string | undefined; urlEncoded?: boolean }): NotificationTemplate
  change(template: NotificationTemplate, properties: Properties): NotificationTemplate
  remove(id: number): void
  /** Another one with this system name that is active. */
  named(systemName: unknown, exceptId?: number): NotificationTemplate | undefined
}

/** No account is allowed more here; Kaltura says no number. */
export const mostTemplates = 100

export function createTemplates({ partnerId, now }: { partnerId: number; now: () => number }): NotificationTemplates {
  const templates = new Map<number, NotificationTemplate>()
  let lastId = 26_970_222
  const nowUnix = () => Math.floor(now() / 1000)
  const keep = (template: NotificationTemplate): NotificationTemplate => {
    templates.set(template.id, template)
    return template
  }
  const all = () => [...templates.values()].sort((a, b) => b.id - a.id)

  return {
    all,
    find: (id) => templates.get(id),
    add(given, status, { signSecret, urlEncoded = false } = {}) {
      const id = lastId
      lastId += 1
      const properties = { ...given, id, partnerId, status, createdAt: nowUnix(), updatedAt: nowUnix() }
      return keep({ id, properties, signSecret, urlEncoded })
    },
    change(template, { signSecret, ...changed }) {
      const properties = { ...template.properties, ...changed, updatedAt: nowUnix() }
      return keep({ ...template, properties, signSecret: typeof signSecret === 'string' ? signSecret : template.signSecret })
    },
    remove: (id) => void templates.delete(id),
    named: (systemName, exceptId) =>
      typeof systemName !== 'string' || systemName.trim() === ''
        ? undefined
        : all().find(
            ({ id, properties }) => id !== exceptId && properties.systemName === systemName && properties.status === templateStatus.active,
          ),
  }
}

/** What an account clones to hear that entries are READY; its trigger is status 2. */
export const entryReadyTemplate: Properties = systemTemplates.find(({ systemName }) => systemName === 'HTTP_ENTRY_STATUS_EQUALS') ?? {}
