import { z } from 'zod'
import { digest } from '../bytes/digest.ts'
import { toHex } from '../bytes/hex.ts'
import { factOf, type NotificationFact } from './notification-fact.ts'
import { parseStrictObject } from './strict-json.ts'

/** What every notification says about itself. */
export interface NotificationOrigin {
  /** The account that it says it is from: the signature doesn't cover which, only whose secret. */
  partnerId: number | undefined
  /** Kaltura's id of this notification, the same on each attempt. */
  jobId: string | undefined
  /** SHA-256 in hex of everything but the job id. */
  contentDigest: string
  /** Two deliveries that share one of these are the same event, however they came: `ready:<entry>` is what the reconciler says of it too. */
  dedupeKeys: readonly string[]
}

/** What a notification is about. The content is a hint, not the truth: fetch what it names before you tell anyone. */
export type ParsedHttpNotification = (NotificationFact & NotificationOrigin) | { kind: 'malformed' }

/** `KalturaHttpNotification` of kaltura/server, as far as we look at it. Nulls are left out by Kaltura. */
const envelope = z.object({
  objectType: z.literal('KalturaHttpNotification'),
  object: z.object({ objectType: z.string().max(100), partnerId: z.number().int().optional() }).loose(),
  eventType: z.union([z.number(), z.string().max(50)]).optional(),
  templateSystemName: z.string().max(200).optional(),
  eventNotificationJobId: z.number().int().positive().optional(),
})

/** Reads the body of a verified notification. Never throws on any bytes. */
export async function parseHttpNotification(body: Uint8Array): Promise<ParsedHttpNotification> {
  const json = parseStrictObject(body)
  const notification = envelope.safeParse(json)
  if (!json || !notification.success) return { kind: 'malformed' }

  const { object, eventType, templateSystemName, eventNotificationJobId } = notification.data
  const fact = factOf({ object, eventType: String(eventType ?? ''), templateSystemName })
  if (!fact) return { kind: 'malformed' }
  const jobId = eventNotificationJobId === undefined ? undefined : String(eventNotificationJobId)
  const contentDigest = await digestOf({ ...json, eventNotificationJobId: undefined })
  const dedupeKeys = [...(jobId === undefined ? [] : [`job:${jobId}`]), `content:${contentDigest}`, ...factKeys(fact)]
  return { ...fact, partnerId: object.partnerId, jobId, contentDigest, dedupeKeys }
}

/** Of what happens once, however often something about it changes. */
function factKeys(fact: NotificationFact): string[] {
  if (fact.kind === 'entry-ready') return [readyKeyOf(fact.entryId)]
  return fact.kind === 'captions-ready' ? [`captions:${fact.captionAssetId}`] : []
}

/** An entry is ready once. By this key a notification and a list that tells of it too are known to be the same. */
export function readyKeyOf(entryId: string): string {
  return `ready:${entryId}`
}

async function digestOf(value: unknown): Promise<string> {
  return toHex(await digest('SHA-256', new TextEncoder().encode(JSON.stringify(value))))
}
