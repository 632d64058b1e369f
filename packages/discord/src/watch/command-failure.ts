import { newTraceId, supportIdOf } from '@kaltura-discord/api'
import { CodedError } from '@kaltura-discord/core'

/** Something is broken, so that a command or button could not do what it says; unlike a refusal, which is a rule. */
export interface CommandFailure {
  kind: 'failed'
  /** What the asker reads out to a supporter; it is in the log of the bot, and of the server if that was asked. */
  supportId: string
  /** For the log. */
  error: unknown
}

/** What a call to the server threw, as an outcome. */
export function commandFailure(error: unknown): CommandFailure {
  const supportId = error instanceof CodedError ? error.details.supportId : undefined
  return { kind: 'failed', supportId: typeof supportId === 'string' ? supportId : supportIdOf(newTraceId()), error }
}
