import { CodedError } from '@kaltura-discord/core'

/** Something that did not work, in words for the viewer. */
export interface Failure {
  kind: 'failed'
  sentence: string
  /** Whether trying again may help. */
  again: boolean
  /** Finds the operator's log line, where a call to the server failed. */
  supportId?: string
}

/** What anything thrown says to a viewer. Only our own errors have words for people. */
export function failure(error: unknown): Failure {
  if (!(error instanceof CodedError))
    return { kind: 'failed', sentence: 'Something unexpected happened. Close the Activity and open it again.', again: true }
  const { message, retryable, details } = error
  const supportId = typeof details.supportId === 'string' ? { supportId: details.supportId } : {}
  return { kind: 'failed', sentence: message, again: retryable, ...supportId }
}
