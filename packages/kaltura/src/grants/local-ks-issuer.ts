import { InvalidInputError, type IssuedKs, type KsIssuer, type ViewerGrant } from '@kaltura-discord/core'
import { isKalturaUserId } from '../identity/kaltura-user-id.ts'
import { encodeKs } from '../ks/encode-ks.ts'
import { privileges } from '../ks/privileges.ts'
import { isEntryId } from '../media/entry-id.ts'
import { leastPrivileges } from './least-privileges.ts'

/** A KS that reached a browser can't be taken back, so nobody may configure one that lives for long. */
const maxLifetimeMs = 60 * 60_000

export interface LocalKsIssuerOptions {
  partnerId: number
  secret: string
  /** Milliseconds since 1970. */
  now: () => number
  /** 16 bytes, fresh for each call. */
  random?: () => Uint8Array
  /** 1 minute to 1 hour; 15 minutes unless told. */
  lifetimeMs?: number
}

/**
 * Issues viewer KS with the partner's secret, in this process, without asking Kaltura.
 *
 * @throws InvalidInputError for a lifetime out of bounds; `issue` throws it for an entry or user id that isn't one, before it becomes part of a KS.
 */
export function createLocalKsIssuer(options: LocalKsIssuerOptions): KsIssuer {
  const { partnerId, secret, now, random, lifetimeMs = leastPrivileges.viewer.lifetimeMs } = options
  if (!(lifetimeMs >= 60_000 && lifetimeMs <= maxLifetimeMs))
    throw new InvalidInputError('A viewer KS lives for 1 to 60 minutes', { lifetimeMs })

  async function issue({ entryId, userId }: ViewerGrant): Promise<IssuedKs> {
    if (!isEntryId(entryId)) throw new InvalidInputError('A viewer KS is for one entry, and this is not the id of one')
    if (!isKalturaUserId(userId)) throw new InvalidInputError('A viewer KS is for one user, and this is not the id of one')

    const expiryUnix = Math.floor((now() + lifetimeMs) / 1000)
    const { type, privileges: least } = leastPrivileges.viewer
    const ks = await encodeKs({
      partnerId,
      secret,
      userId,
      type,
      expiryUnix,
      privileges: privileges(least({ kind: 'viewer', entryId, userId })),
      ...(random ? { random: random() } : {}),
    })
    return { ks, expiresAtMs: expiryUnix * 1000 }
  }

  return { issue }
}
