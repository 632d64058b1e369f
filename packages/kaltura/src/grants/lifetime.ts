import { InvalidInputError } from '@kaltura-discord/core'

/** A KS that reached a browser can't be taken back, so nobody may configure one that lives for long. */
const maxLifetimeMs = 60 * 60_000

/** @throws InvalidInputError unless it is 1 minute to 1 hour, or nothing for the default of the grant */
export function checkLifetime(lifetimeMs: number | undefined): void {
  if (lifetimeMs !== undefined && !(lifetimeMs >= 60_000 && lifetimeMs <= maxLifetimeMs))
    throw new InvalidInputError('A KS lives for 1 to 60 minutes', { lifetimeMs })
}
