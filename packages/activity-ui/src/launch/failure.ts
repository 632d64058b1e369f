import { CodedError } from '@kaltura-discord/core'

/** Something that did not work, in words for the viewer. */
export interface Failure {
  kind: 'failed'
  sentence: string
  /** Whether trying again may help. */
  again: boolean
}

/** What anything thrown says to a viewer. Only our own errors have words for people. */
export function failure(error: unknown): Failure {
  if (error instanceof CodedError) return { kind: 'failed', sentence: error.message, again: error.retryable }
  return { kind: 'failed', sentence: 'Something unexpected happened. Close the Activity and open it again.', again: true }
}
