import type { KsIssuer } from '@kaltura-discord/core'
import { encodeKs } from '../ks/encode-ks.ts'
import { privileges } from '../ks/privileges.ts'
import { leastKsOf } from './least-privileges.ts'
import { checkLifetime, lifetimeOf } from './lifetime.ts'

export interface LocalKsIssuerOptions {
  /** The account that the secret is of. */
  partnerId: number
  /** The partner's admin secret, or user secret. */
  secret: string
  /** Milliseconds since 1970. */
  now: () => number
  /** 16 bytes, fresh for each call. Default: those of Web Crypto; only tests give their own. */
  random?: () => Uint8Array
  /** 1 minute to 1 hour; 15 minutes unless told. */
  lifetimeMs?: number
}

/**
 * Issues KS with the partner's secret, in this process, without asking Kaltura.
 * @throws InvalidInputError for a lifetime out of bounds.
 */
export function createLocalKsIssuer({ partnerId, secret, now, random, lifetimeMs }: LocalKsIssuerOptions): KsIssuer {
  checkLifetime(lifetimeMs)
  return {
    async issue(grant) {
      const least = leastKsOf(grant)
      const expiryUnix = Math.floor((now() + lifetimeOf(least, lifetimeMs)) / 1000)
      const fresh = random ? { random: random() } : {}
      const { userId, type } = least
      const ks = await encodeKs({ partnerId, secret, userId, type, expiryUnix, privileges: privileges(least.privileges), ...fresh })
      return { ks, expiresAtMs: expiryUnix * 1000 }
    },
  }
}
