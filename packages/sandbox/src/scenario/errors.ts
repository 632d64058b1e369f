import { CodedError } from '@kaltura-discord/core'

/** Thrown when a step of a scenario could not be done. `details.step` counts from 1; the cause says why. */
export class ScenarioError extends CodedError<'sandbox.scenario'> {
  static of(step: number, words: string, cause: unknown): ScenarioError {
    const why = cause instanceof Error ? cause.message : 'It failed.'
    return new ScenarioError({
      code: 'sandbox.scenario',
      message: `Step ${step} (${words}): ${why}`,
      retryable: false,
      cause,
      details: { step },
    })
  }
}
