import { z } from 'zod'
import { toHex } from '../bytes/hex.ts'
import { isEntryId } from '../media/entry-id.ts'
import { readyStatus } from '../media/entry-status.ts'
import { parseStrictObject } from './strict-json.ts'

/** What a notification is about. The content is a hint, not the truth: fetch the entry before you tell anyone. */
export type ParsedHttpNotification =
  | {
      kind: 'entry-ready'
      entryId: string
      /** Of the live stream or room that it was recorded from; `undefined` where Kaltura doesn't say, or it is nobody's recording. */
      rootEntryId: string | undefined
      /** The account that it says it is from: the signature doesn't cover which, only whose secret. */
      partnerId: number | undefined
      /** Kaltura's id of this notification, the same on each attempt. */
      jobId: string | undefined
      /** SHA-256 in hex of everything but the job id. */
      contentDigest: string
      /** Two deliveries that share one of these are the same event. */
      dedupeKeys: readonly string[]
    }
  | { kind: 'ignored'; reason: 'not-an-entry' | 'entry-not-ready' | 'entry-deleted' }
  | { kind: 'malformed' }

/** `KalturaHttpNotification` of kaltura/server, as far as we look at it. Nulls are left out by Kaltura. */
const envelope = z.object({
  objectType: z.literal('KalturaHttpNotification'),
  object: z.object({ objectType: z.string() }).loose(),
  eventType: z.union([z.number(), z.string()]).optional(),
  eventNotificationJobId: z.number().int().positive().optional(),
})

const mediaEntry = z.object({
  id: z.string().refine(isEntryId),
  status: z.union([z.number(), z.string()]),
  rootEntryId: z.string().refine(isEntryId).optional(),
  partnerId: z.number().int().optional(),
})

/** `OBJECT_DELETED` and `OBJECT_ERASED`. */
const deletions = new Set(['7', '8'])

/** Reads the body of a verified notification. Never throws on any bytes. */
export async function parseHttpNotification(body: Uint8Array): Promise<ParsedHttpNotification> {
  const json = parseStrictObject(body)
  const notification = envelope.safeParse(json)
  if (!json || !notification.success) return { kind: 'malformed' }

  const { object, eventType, eventNotificationJobId } = notification.data
  if (object.objectType !== 'KalturaMediaEntry') return { kind: 'ignored', reason: 'not-an-entry' }
  const entry = mediaEntry.safeParse(object)
  if (!entry.success) return { kind: 'malformed' }
  if (deletions.has(String(eventType))) return { kind: 'ignored', reason: 'entry-deleted' }
  if (String(entry.data.status) !== readyStatus) return { kind: 'ignored', reason: 'entry-not-ready' }

  const { id, rootEntryId, partnerId } = entry.data
  const jobId = eventNotificationJobId === undefined ? undefined : String(eventNotificationJobId)
  const contentDigest = await digestOf({ ...json, eventNotificationJobId: undefined })
  return {
    kind: 'entry-ready',
    entryId: id,
    rootEntryId: rootEntryId === id ? undefined : rootEntryId,
    partnerId,
    jobId,
    contentDigest,
    dedupeKeys: [...(jobId === undefined ? [] : [`job:${jobId}`]), `content:${contentDigest}`],
  }
}

async function digestOf(value: unknown): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(value)))))
}
