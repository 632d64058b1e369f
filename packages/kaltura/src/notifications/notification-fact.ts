import type { EntryStatus } from '@kaltura-discord/core'
import { z } from 'zod'
import { isEntryId } from '../media/entry-id.ts'
import { entryStatusOf } from '../media/entry-status.ts'
import { originalNameOf } from './notification-template.ts'

/** What happened, in our words. A kind that we have no word for is `unknown`, with Kaltura's own names. */
export type NotificationFact =
  | {
      /** An entry can be watched now. */
      kind: 'entry-ready'
      entryId: string
      /** Of the live stream or room that it was recorded from; `undefined` where Kaltura doesn't say, or it is nobody's recording. */
      rootEntryId: string | undefined
    }
  /** Something about an entry changed: its name, or its way to being ready. */
  | { kind: 'entry-updated'; entryId: string; status: EntryStatus }
  | { kind: 'entry-deleted'; entryId: string }
  /** Captions of an entry can be shown now. */
  | { kind: 'captions-ready'; entryId: string; captionAssetId: string; language: string | undefined }
  /** A planned meeting, broadcast or recording was made, moved or called off. */
  | { kind: 'schedule-event'; scheduleEventId: string; change: 'planned' | 'cancelled' | 'deleted'; startsAtMs: number | undefined }
  | { kind: 'unknown'; objectType: string; eventType: string }

/** The parts of a notification that say what happened. */
export interface NotificationParts {
  object: { objectType: string } & Record<string, unknown>
  /** Kaltura's number of the event, `''` when it doesn't say. */
  eventType: string
  templateSystemName: string | undefined
}

const entryId = z.string().refine(isEntryId)
const word = z.union([z.number(), z.string().max(50)])
const entry = z.object({ id: entryId, status: word, type: word.optional(), rootEntryId: entryId.optional() })
const captionAsset = z.object({ id: entryId, entryId, status: word, language: z.string().max(50).optional() })
const scheduleEvent = z.object({ id: z.number().int().positive(), status: word, startDate: z.number().int().nonnegative().optional() })

/** `OBJECT_DELETED` and `OBJECT_ERASED` of kaltura/server's `EventNotificationEventType`. */
const deletions = new Set(['7', '8'])
/** The system template that fires at any change of an entry, so that it being ready is no news. */
const anyChange = 'HTTP_ENTRY_CHANGED'
/** `KalturaEntryType::MEDIA_CLIP`: a template writes streams and rooms as media entries too when it was told to. */
const mediaClip = '1'
/** `KalturaCaptionAssetStatus::READY`. */
const captionsReady = '2'
/** `KalturaScheduleEventStatus`. */
const scheduleStatus = { cancelled: '1', deleted: '3' }

/** @returns `undefined` when an object of a kind that we know lacks what makes it one */
export function factOf(parts: NotificationParts): NotificationFact | undefined {
  const { object, eventType } = parts
  if (/^Kaltura(Media|LiveStream|LiveChannel|Room)Entry$/.test(object.objectType)) return entryFact(parts)
  if (object.objectType === 'KalturaCaptionAsset') return captionFact(parts)
  if (/^Kaltura\w*ScheduleEvent$/.test(object.objectType)) return scheduleFact(parts)
  return { kind: 'unknown', objectType: object.objectType, eventType }
}

function entryFact({ object, eventType, templateSystemName }: NotificationParts): NotificationFact | undefined {
  const parsed = entry.safeParse(object)
  if (!parsed.success) return undefined
  const { id, status, type, rootEntryId } = parsed.data
  const reading = entryStatusOf(status)
  if (deletions.has(eventType) || reading === 'gone') return { kind: 'entry-deleted', entryId: id }
  // A live stream is ready when it is set up, long before anyone can watch it.
  const isMedia = object.objectType === 'KalturaMediaEntry' && String(type ?? mediaClip) === mediaClip
  const isNews = isMedia && originalNameOf(templateSystemName ?? '') !== anyChange
  if (reading === 'ready' && isNews) return { kind: 'entry-ready', entryId: id, rootEntryId: rootEntryId === id ? undefined : rootEntryId }
  return { kind: 'entry-updated', entryId: id, status: reading }
}

function captionFact({ object, eventType }: NotificationParts): NotificationFact | undefined {
  const parsed = captionAsset.safeParse(object)
  if (!parsed.success) return undefined
  const { id, entryId: ofEntry, status, language } = parsed.data
  const isReady = String(status) === captionsReady && !deletions.has(eventType)
  return isReady
    ? { kind: 'captions-ready', entryId: ofEntry, captionAssetId: id, language }
    : { kind: 'unknown', objectType: object.objectType, eventType }
}

function scheduleFact({ object, eventType }: NotificationParts): NotificationFact | undefined {
  const parsed = scheduleEvent.safeParse(object)
  if (!parsed.success) return undefined
  const { id, status, startDate } = parsed.data
  const isDeleted = deletions.has(eventType) || String(status) === scheduleStatus.deleted
  const change = isDeleted ? 'deleted' : String(status) === scheduleStatus.cancelled ? 'cancelled' : 'planned'
  return { kind: 'schedule-event', scheduleEventId: String(id), change, startsAtMs: startDate === undefined ? undefined : startDate * 1000 }
}
