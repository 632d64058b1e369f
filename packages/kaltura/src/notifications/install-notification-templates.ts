import { InvalidInputError } from '@kaltura-discord/core'
import { z } from 'zod'
import { KalturaApiError } from '../client/kaltura-api-error.ts'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { notificationTemplates } from '../grants/least-privileges.ts'
import {
  activeStatus,
  changesTo,
  isReadable,
  type NotificationEndpoint,
  type NotificationTemplate,
  notificationTemplate,
  originalNameOf,
  ownNameOf,
} from './notification-template.ts'

/** One of Kaltura's own HTTP templates, to be had by an account. */
export interface WantedTemplate {
  /** Its system name, such as `HTTP_ENTRY_STATUS_EQUALS`. */
  original: string
  /** Values for its user parameters, such as `{ trigger_status: '2' }`. Default: Kaltura's. */
  parameters?: Readonly<Record<string, string>>
}

/** What became of one wanted template. */
export type TemplateOutcome =
  | { kind: 'installed' | 'updated' | 'unchanged'; original: string; systemName: string; templateId: number }
  /** The account does not get it; `reason` says whom to ask for what. */
  | { kind: 'lacking'; original: string; reason: string }

/** What the server acts on: an entry can be watched now. */
const usuallyWanted: readonly WantedTemplate[] = [{ original: 'HTTP_ENTRY_STATUS_EQUALS', parameters: { trigger_status: '2' } }]

const answeredList = z.object({ objects: z.array(z.unknown()) })

/**
 * Sees to it that an account notifies our endpoint: clones Kaltura's own templates, points them at the endpoint and switches them on.
 *
 * Can be run again at any time: what is as it should be is left alone, a changed address or token is written, and what a run left behind when it broke off is
 * found by its system name (`KALTURA_DISCORD_` and the original's) and finished. Copies that are switched off send nothing and stay. Runs must not overlap.
 * @param options.client with a KS of the grant `setup`: Kaltura lets only administrators do this
 * @param options.wanted Default: entries that become ready. A template and one that contains it (`HTTP_ENTRY_STATUS_CHANGED`) tell the same thing twice.
 * @throws InvalidInputError for an endpoint that Kaltura can't send to: not `https:` (or this machine), with a user or braces; a token that no header can hold
 * @throws KalturaApiError, UnavailableError; what was done until then stays, and another run finishes the rest
 */
export async function installNotificationTemplates(options: {
  client: KalturaClient
  endpoint: NotificationEndpoint
  wanted?: readonly WantedTemplate[]
}): Promise<readonly TemplateOutcome[]> {
  const { client, endpoint, wanted = usuallyWanted } = options
  checkEndpoint(endpoint)
  checkWanted(wanted)
  const originals = wanted.map(({ original }) => original)
  const found = await unlessForbidden(() => list(client, 'list', originals.map(ownNameOf)))
  if (found.kind === 'forbidden') return originals.map((original) => ({ kind: 'lacking', original, reason: found.reason }))

  const outcomes: TemplateOutcome[] = []
  for (const { original, parameters = {} } of wanted) {
    const done = await unlessForbidden(() => install(client, endpoint, { original, parameters }, found.value))
    outcomes.push(done.kind === 'forbidden' ? { kind: 'lacking', original, reason: done.reason } : done.value)
  }
  return outcomes
}

async function install(
  client: KalturaClient,
  endpoint: NotificationEndpoint,
  { original, parameters }: Required<WantedTemplate>,
  own: readonly NotificationTemplate[],
): Promise<TemplateOutcome> {
  const systemName = ownNameOf(original)
  const copies = own.filter((template) => template.systemName === systemName)
  const copy = copies.find(({ status }) => status === activeStatus) ?? copies[0]
  const template = copy ?? (await list(client, 'listTemplates', [original])).find((offered) => offered.systemName === original)
  const reason = whyUnfit(template, original, parameters)
  if (!template || reason !== undefined) return { kind: 'lacking', original, reason: reason ?? '' }

  const changes = changesTo(template, endpoint, parameters)
  const isChanged = copy === undefined || Object.keys(changes).length > 0
  const name = { name: `Discord: ${template.name ?? originalNameOf(systemName)}`.slice(0, 100), systemName }
  const written = { objectType: 'KalturaHttpNotificationTemplate', ...(copy ? {} : name), ...changes }
  const { id, status } = isChanged
    ? await write(client, copy ? 'update' : 'clone', { id: template.id, eventNotificationTemplate: written })
    : template
  // Kaltura refuses to switch on what is on already.
  if (status !== activeStatus) await write(client, 'updateStatus', { id, status: Number(activeStatus) })
  const kind = copy === undefined ? 'installed' : isChanged || status !== activeStatus ? 'updated' : 'unchanged'
  return { kind, original, systemName, templateId: id }
}

function whyUnfit(
  template: NotificationTemplate | undefined,
  original: string,
  parameters: Readonly<Record<string, string>>,
): string | undefined {
  if (!template) return `Kaltura offers this account no HTTP template ${original}: ask Kaltura’s support for it`
  if (!isReadable(template)) return `${original} tells about a kind of object that kaltura-discord doesn’t read`
  const unknown = Object.keys(parameters).filter((key) => !template.userParameters.some((parameter) => parameter.key === key))
  return unknown.length === 0 ? undefined : `${original} has no parameter ${unknown.join(', ')}`
}

async function list(
  client: KalturaClient,
  action: 'list' | 'listTemplates',
  systemNames: readonly string[],
): Promise<NotificationTemplate[]> {
  const filter = { objectType: 'KalturaEventNotificationTemplateFilter', systemNameIn: systemNames.join(',') }
  const pager = { objectType: 'KalturaFilterPager', pageSize: 500, pageIndex: 1 }
  const { objects } = await client.call(notificationTemplates, action, { filter, pager }, { schema: answeredList })
  // Templates of another kind, such as e-mail, may lack what ours have: they aren't ours.
  return objects.flatMap((object) => notificationTemplate.safeParse(object).data ?? [])
}

function write(client: KalturaClient, action: 'clone' | 'update' | 'updateStatus', params: Record<string, unknown>) {
  return client.call(notificationTemplates, action, params, { schema: notificationTemplate })
}

const forbidden: Readonly<Record<string, string>> = {
  FEATURE_FORBIDDEN: 'The account has no event notifications: ask Kaltura to switch the plugin on',
  SERVICE_FORBIDDEN:
    'The account or the KS may not do this with notification templates: ask Kaltura for the permission EVENT_NOTIFICATIONS_TEMPLATE',
}

type Allowed<Value> = { kind: 'done'; value: Value } | { kind: 'forbidden'; reason: string }

async function unlessForbidden<Value>(work: () => Promise<Value>): Promise<Allowed<Value>> {
  try {
    return { kind: 'done', value: await work() }
  } catch (error) {
    const reason = error instanceof KalturaApiError ? forbidden[error.apiCode] : undefined
    if (reason === undefined) throw error
    return { kind: 'forbidden', reason }
  }
}

/** Kaltura replaces `{…}` in addresses and headers by values of its own. */
function checkEndpoint({ url, token }: NotificationEndpoint): void {
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const onThisMachine = parsed?.protocol === 'http:' && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(parsed.hostname)
  if (!parsed || (parsed.protocol !== 'https:' && !onThisMachine) || parsed.username + parsed.password !== '' || /[{}]/.test(url))
    throw new InvalidInputError('Notifications go to an https address without a user and without braces')
  if (!/^[!-z|~]{16,512}$/.test(token))
    throw new InvalidInputError('The endpoint token is 16 to 512 printable ASCII characters without spaces and braces')
}

function checkWanted(wanted: readonly WantedTemplate[]): void {
  const originals = wanted.map(({ original }) => original)
  if (new Set(originals).size !== originals.length || !originals.every((original) => /^\w{3,80}$/.test(original)))
    throw new InvalidInputError('Each wanted template is named once, by its system name')
}
