import { z } from 'zod'

/** `KalturaEventNotificationTemplateStatus::ACTIVE`. */
export const activeStatus = '2'

/** Kaltura's own templates are made by these names; a copy that is ours has the same name behind this prefix. */
const ownPrefix = 'KALTURA_DISCORD_'

export function ownNameOf(original: string): string {
  return `${ownPrefix}${original}`
}

/** The system name of Kaltura's own template, for a copy of ours as for the template itself. */
export function originalNameOf(systemName: string): string {
  return systemName.startsWith(ownPrefix) ? systemName.slice(ownPrefix.length) : systemName
}

const word = z.union([z.string(), z.number()]).nullish().transform(String)
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? [])

/** `KalturaHttpNotificationTemplate` of kaltura/server, as far as we look at it. */
export const notificationTemplate = z.object({
  id: z.coerce.number().int().positive(),
  name: z.string().nullish(),
  systemName: z.string().nullish(),
  status: word,
  url: z.string().nullish(),
  method: word,
  secureHashingAlgo: word,
  eventObjectType: word,
  data: z.looseObject({}).nullish(),
  customHeaders: listOf(z.looseObject({ key: z.string(), value: z.string().nullish() })),
  userParameters: listOf(z.looseObject({ key: z.string(), value: z.looseObject({ value: z.unknown() }).nullish() })),
})

export type NotificationTemplate = z.output<typeof notificationTemplate>

/** Where Kaltura shall send, and the word that tells our endpoint whose notifications these are. */
export interface NotificationEndpoint {
  /** `https:`, or this machine; no user and no braces in it. */
  url: string
  /** 16 to 512 printable ASCII characters, no spaces and no braces. Kaltura sends it in the header `x-kaltura-discord-token`. */
  token: string
}

/** `KalturaHttpNotificationMethod::POST`, `KalturaSecureHashingAlgo::SHA_256`, `KalturaResponseType` JSON. */
const settings = { post: 2, sha256: 2, json: 1 }
const tokenHeader = 'x-kaltura-discord-token'

/** As which class Kaltura writes the object, by the kind of object that the template is about. A base class would leave out what tells kinds of entries apart. */
const writtenAs: Readonly<Record<string, string>> = {
  '1': 'KalturaMediaEntry',
  'captionAssetEventNotifications.CaptionAsset': 'KalturaCaptionAsset',
  'scheduleEventNotifications.ScheduleEvent': 'KalturaScheduleEvent',
}

/** Whether `parseHttpNotification` makes something of what the template tells about. */
export function isReadable({ eventObjectType }: NotificationTemplate): boolean {
  return Object.hasOwn(writtenAs, eventObjectType)
}

/**
 * What has to change in a template so that it sends to the endpoint as `verifyHttpNotification` wants it: signed by SHA-256, raw JSON, our token in a header.
 * Headers that somebody else put there stay. Empty when all is as it should be.
 */
export function changesTo(
  template: NotificationTemplate,
  { url, token }: NotificationEndpoint,
  parameters: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  const data = {
    objectType: 'KalturaHttpNotificationObjectData',
    apiObjectType: writtenAs[template.eventObjectType],
    format: settings.json,
    ignoreNull: true,
    code: '$scope->getEvent()->getObject()', // without it Kaltura sends no object
  }
  const others = template.customHeaders.filter(({ key }) => key.toLowerCase() !== tokenHeader)
  const ours = template.customHeaders.filter(({ key }) => key.toLowerCase() === tokenHeader)
  const hasToken = ours.length === 1 && ours[0]?.value === token
  const isSet = template.userParameters.every(({ key, value }) => parameters[key] === undefined || String(value?.value) === parameters[key])
  return {
    ...(template.url === url ? {} : { url }),
    ...(template.method === String(settings.post) ? {} : { method: settings.post }),
    ...(template.secureHashingAlgo === String(settings.sha256) ? {} : { secureHashingAlgo: settings.sha256 }),
    ...(agrees(template.data, data) ? {} : { data }),
    ...(hasToken ? {} : { customHeaders: [...others, { objectType: 'KalturaKeyValue', key: tokenHeader, value: token }] }),
    ...(isSet ? {} : { userParameters: template.userParameters.map((parameter) => withValue(parameter, parameters[parameter.key])) }),
  }
}

function withValue(parameter: NotificationTemplate['userParameters'][number], value: string | undefined) {
  return value === undefined ? parameter : { ...parameter, value: { objectType: 'KalturaStringValue', value } }
}

/** Kaltura answers numbers and flags sometimes as text, so what is compared is the text; what it adds of its own doesn't matter. */
function agrees(actual: NotificationTemplate['data'], wanted: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(wanted).every(([key, value]) => textOf(actual?.[key]) === textOf(value))
}

function textOf(value: unknown): string {
  return typeof value === 'boolean' ? String(Number(value)) : String(value)
}
