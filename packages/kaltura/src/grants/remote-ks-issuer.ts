import { InvalidInputError, type KsIssuer, UnavailableError } from '@kaltura-discord/core'
import { z } from 'zod'
import { leastKsOf } from './least-privileges.ts'

export interface RemoteKsIssuerOptions {
  /**
   * Asks the process that holds Kaltura's secrets, and gives its answer as it came.
   * @throws UnavailableError when it can't be reached
   */
  ask: (grant: RemoteGrant, options: { signal?: AbortSignal | undefined }) => Promise<unknown>
  /** Milliseconds since 1970. */
  now: () => number
}

/** Only what a person watches is issued to other processes. */
export type RemoteGrant = Extract<Parameters<KsIssuer['issue']>[0], { kind: 'viewer' }>

const issued = z.object({ ks: z.string().min(1), expiresAtMs: z.number().int().positive() })

/** Issues viewer KS by asking the process that can: this one then needs no secret of Kaltura at all. */
export function createRemoteKsIssuer({ ask, now }: RemoteKsIssuerOptions): KsIssuer {
  return {
    async issue(grant, { signal } = {}) {
      leastKsOf(grant)
      if (grant.kind !== 'viewer') throw new InvalidInputError('Another process issues KS for viewers only', { grant: grant.kind })
      const answer = issued.safeParse(await ask(grant, { signal }))
      if (!answer.success || answer.data.expiresAtMs <= now()) throw new UnavailableError('The issuer of KS answered with no living KS')
      return answer.data
    },
  }
}
