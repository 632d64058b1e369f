import { CodedError } from '@kaltura-discord/core'

/** Thrown when the bot kept silent for as long as Discord waits. `details.label` is what it was asked. */
export class NoAnswerError extends CodedError<'sandbox.no-answer'> {
  static of(asked: { label: string; silentMs: number; botOnline: boolean }): NoAnswerError {
    const { label, silentMs, botOnline } = asked
    const why = botOnline
      ? `said nothing to ${label} within ${silentMs / 1000} s`
      : `cannot hear ${label}: it is not connected to the gateway`
    return new NoAnswerError({ code: 'sandbox.no-answer', message: `The bot ${why}.`, retryable: false, details: { label } })
  }
}

/** Thrown when Discord's own client would not have let the person do it: no such command, option or button, or no permission. */
export class CannotActError extends CodedError<'sandbox.cannot-act'> {
  constructor(message: string) {
    super({ code: 'sandbox.cannot-act', message, retryable: false })
  }
}

/** Thrown when what a test waits for did not come in time, or cannot come any more because the sandbox was closed. */
export class DidNotHappenError extends CodedError<'sandbox.did-not-happen'> {
  constructor(message: string) {
    super({ code: 'sandbox.did-not-happen', message, retryable: false })
  }
}
