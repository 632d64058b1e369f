import { InvalidInputError } from '@kaltura-discord/core'
import type { LeastKs } from './least-privileges.ts'

/** A KS that reached a browser can't be taken back, so nobody may configure one that lives for long. */
const maxLifetimeMs = 60 * 60_000

/** @throws InvalidInputError unless it is 1 minute to 1 hour, or nothing for the default of the grant */
export function checkLifetime(lifetimeMs: number | undefined): void {
  if (lifetimeMs !== undefined && !(lifetimeMs >= 60_000 && lifetimeMs <= maxLifetimeMs))
    throw new InvalidInputError('A KS lives for 1 to 60 minutes', { lifetimeMs })
}

/** How long a KS lives: as the operator says, else as usual, but never longer than its grant may. */
export function lifetimeOf({ lifetimeMs, atMostMs = maxLifetimeMs }: LeastKs, operatorMs: number | undefined): number {
  return Math.min(operatorMs ?? lifetimeMs, atMostMs)
}
