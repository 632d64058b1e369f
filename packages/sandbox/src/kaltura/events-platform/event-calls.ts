import { z } from 'zod'
import { type Call, call, given, instant, longText, missing, name, page, pager, zone } from './call.ts'
import { type EventFolder, mostEvents, type Platform, type PlatformEvent, templates } from './platform.ts'

const creation = z.object({
  templateId: z.string(),
  name,
  description: longText.default(''),
  startDate: instant,
  endDate: instant,
  timezone: zone,
})
const change = z.object({
  id: z.number().int(),
  name: name.optional(),
  description: longText.optional(),
  startDate: instant.optional(),
  endDate: instant.optional(),
  doorsOpenDate: instant.optional(),
  timezone: zone.optional(),
  labels: z.array(z.string().max(100)).max(100).optional(),
  logoEntryId: z.string().max(64).optional(),
  bannerEntryId: z.string().max(64).optional(),
})
const question = z.object({
  filter: z
    .object({
      idIn: z.array(z.number()).optional(),
      templateIdIn: z.array(z.string()).optional(),
      searchTerm: z.string().optional(),
      labels: z.array(z.string()).optional(),
      startDateGreaterThanOrEqual: instant.optional(),
      startDateLessOrEqualThan: instant.optional(),
      endDateGreaterThanOrEqual: instant.optional(),
      endDateLessOrEqualThan: instant.optional(),
    })
    .default({}),
  pager: pager(5, 15),
  orderBy: z.enum(['+name', '-name', '+createdAt', '-createdAt', '+startDate', '-startDate']).default('-createdAt'),
})
const copy = z.object({
  sourceEventId: z.number().int(),
  event: z.object({ name, description: longText.optional(), startDate: instant.optional(), endDate: instant.optional(), timezone: zone }),
  duplicateUsers: z.object({ roles: z.array(z.enum(['Speaker', 'Moderator', 'EventTeam'])), skipEmail: z.boolean() }).optional(),
})

/** `events/…` of the public API. */
export const eventCalls: Readonly<Record<string, Call>> = {
  'events/create': call(creation, (body, platform) => {
    const templateName = templates.get(body.templateId)
    if (templateName === undefined || isBackwards(body)) return { status: 'InvalidArgument' }
    if (platform.events.size >= mostEvents) return { status: 'OperationNotAllowed' }
    return { event: keep(platform, { ...body, templateName, doorsOpenDate: body.startDate, labels: [] }).event, status: 'ok' }
  }),
  'events/list': call(question, ({ filter, pager: wanted, orderBy }, { events }) => {
    const found = [...events.values()].map(({ event }) => event).filter((event) => fits(event, filter))
    return { events: page(sorted(found, orderBy), wanted), totalCount: found.length, status: 'ok' }
  }),
  'events/update': call(change, ({ id, logoEntryId, bannerEntryId, ...body }, platform) => {
    const folder = platform.events.get(id)
    if (!folder) return missing
    const pictures = given({ logoUrl: logoEntryId, bannerImageUrl: bannerEntryId })
    const event: PlatformEvent = { ...folder.event, ...given(body), ...pictures, updatedAt: platform.now() }
    if (isBackwards(event)) return { status: 'InvalidArgument' }
    platform.events.set(id, { ...folder, event })
    return { event, status: 'ok' }
  }),
  'events/delete': call(z.object({ id: z.number().int() }), ({ id }, { events }) => {
    const folder = events.get(id)
    if (!folder) return missing
    events.delete(id)
    return { event: folder.event, status: 'ok' }
  }),
  'events/duplicate': call(copy, ({ sourceEventId, event, duplicateUsers }, platform) => {
    const source = platform.events.get(sourceEventId)
    if (!source) return missing
    if (platform.events.size >= mostEvents) return { status: 'OperationNotAllowed' }
    const next = { ...source.event, ...given(event) }
    if (isBackwards(next)) return { status: 'InvalidArgument' }
    const made = keep(platform, next)
    for (const session of source.sessions.values()) {
      const id = `0_${platform.word(8)}`
      made.sessions.set(id, { ...session, id, speakers: new Map(), moderatorIds: [] })
    }
    const roles: readonly string[] = duplicateUsers?.roles ?? []
    for (const user of source.users.values()) if (user.roles.some((role) => roles.includes(role))) made.users.set(user.id, user)
    const jobId = platform.word(16)
    platform.jobs.set(jobId, made.event.id)
    return { jobId, status: 'ok' }
  }),
  'events/duplicateStatus': call(z.object({ jobId: z.string() }), ({ jobId }, { jobs }) => {
    const eventId = jobs.get(jobId)
    if (eventId === undefined) return { jobId, jobState: 'unknown', status: 'ok' }
    return { jobId, jobState: 'completed', eventId: String(eventId), status: 'ok' }
  }),
}

type Draft = Pick<
  PlatformEvent,
  'name' | 'description' | 'startDate' | 'endDate' | 'timezone' | 'templateId' | 'templateName' | 'doorsOpenDate' | 'labels'
>

function keep(platform: Platform, draft: Draft): EventFolder {
  const id = platform.nextId()
  const at = platform.now()
  const event: PlatformEvent = {
    ...draft,
    id,
    publicDomain: `${id}.events.sandbox.localhost`,
    logoUrl: '',
    bannerImageUrl: '',
    createdAt: at,
    updatedAt: at,
    languages: ['en'],
    isRegistrationOpen: true,
  }
  const folder: EventFolder = { event, sessions: new Map(), users: new Map() }
  platform.events.set(id, folder)
  return folder
}

function isBackwards({ startDate, endDate }: { startDate: string; endDate: string }): boolean {
  return Date.parse(endDate) < Date.parse(startDate)
}

function fits(event: PlatformEvent, filter: z.infer<typeof question>['filter']): boolean {
  const after = (own: string, bound: string | undefined) => bound === undefined || Date.parse(own) >= Date.parse(bound)
  const before = (own: string, bound: string | undefined) => bound === undefined || Date.parse(own) <= Date.parse(bound)
  return (
    (filter.idIn?.includes(event.id) ?? true) &&
    (filter.templateIdIn?.includes(event.templateId) ?? true) &&
    (filter.labels?.some((label) => event.labels.includes(label)) ?? true) &&
    event.name.toLowerCase().includes((filter.searchTerm ?? '').toLowerCase()) &&
    after(event.startDate, filter.startDateGreaterThanOrEqual) &&
    before(event.startDate, filter.startDateLessOrEqualThan) &&
    after(event.endDate, filter.endDateGreaterThanOrEqual) &&
    before(event.endDate, filter.endDateLessOrEqualThan)
  )
}

function sorted(events: readonly PlatformEvent[], orderBy: z.infer<typeof question>['orderBy']): readonly PlatformEvent[] {
  const direction = orderBy.startsWith('-') ? -1 : 1
  const key = orderBy.endsWith('name') ? 'name' : orderBy.endsWith('createdAt') ? 'createdAt' : 'startDate'
  const value = (event: PlatformEvent) => (key === 'name' ? event.name : Date.parse(event[key]))
  return [...events].sort((a, b) => direction * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : a.id - b.id))
}
