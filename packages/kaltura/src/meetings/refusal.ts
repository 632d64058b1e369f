import { CodedError, type MeetingForbidden, type MeetingNotFound } from '@kaltura-discord/core'
import { KalturaApiError } from '../client/kaltura-api-error.ts'

/** Kaltura's words for "there is no such thing", of entries and of schedules. */
const notFoundCodes = new Set(['ENTRY_ID_NOT_FOUND', 'INVALID_OBJECT_ID'])
const forbiddenCodes = new Set(['SERVICE_FORBIDDEN', 'SERVICE_FORBIDDEN_CONTENT_BLOCKED', 'ACTION_FORBIDDEN', 'FEATURE_FORBIDDEN'])

/** A part of Kaltura that has meetings said no, for a reason that someone has to look into. Its words are redacted. */
export class MeetingError extends CodedError<'kaltura.meeting'> {
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}) {
    super({ code: 'kaltura.meeting', message, retryable: false, details })
  }
}

/** The outcome, or `forbidden` when Kaltura's API says that the account may not. */
export async function orForbidden<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | MeetingForbidden> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof KalturaApiError && forbiddenCodes.has(error.apiCode)) return { kind: 'forbidden' }
    throw error
  }
}

/** The outcome, or `not-found` when Kaltura's API has nothing of that id any more, or `forbidden`. */
export async function orRefused<Outcome>(work: () => Promise<Outcome>): Promise<Outcome | MeetingNotFound | MeetingForbidden> {
  try {
    return await orForbidden(work)
  } catch (error) {
    if (error instanceof KalturaApiError && notFoundCodes.has(error.apiCode)) return { kind: 'not-found' }
    throw error
  }
}

/** Takes back what was made before a later step failed; when that fails too, the first failure is what counts. */
export async function orUndo<Made>(work: () => Promise<Made>, undo: () => Promise<unknown>): Promise<Made> {
  try {
    return await work()
  } catch (error) {
    await undo().catch(() => {})
    throw error
  }
}
