import type { ILogger } from '@sapphire/framework'
import type { CommandFailure } from '../watch/command-failure.ts'

/** Writes down why something failed, with the id that the asker was shown. The errors that get here hold no token. */
export function logFailure(logger: ILogger, what: string, outcome: { kind: string } | CommandFailure): void {
  if (outcome.kind !== 'failed' || !('error' in outcome)) return
  logger.error(`${what} failed, support id ${outcome.supportId}:`, outcome.error)
}
