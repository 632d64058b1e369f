import { z } from 'zod'
import { KalturaApiError } from '../client/kaltura-api-error.ts'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { decodeKs } from '../ks/decode-ks.ts'
import { type KsContent, ksType } from '../ks/ks-content.ts'
import type { KsSecrets } from '../ks/ks-secrets.ts'

export interface UserOfKsOptions {
  /** Only asks with the KS that is presented. */
  client: KalturaClient
  partnerId: number
  secrets: KsSecrets
  now: () => number
}

const kalturaUser = z.object({ id: z.string() })

/**
 * Tells whose a KS is that somebody presents. It is read and judged here, then Kaltura is asked for its user with it, since only Kaltura knows whether it was ended and
 * whether there is such a user. The KS is kept nowhere.
 * @returns a Kaltura user id, or `undefined` for a KS that does not say who somebody is
 */
export function createUserOfKs({ client, partnerId, secrets, now }: UserOfKsOptions) {
  return async (ks: string): Promise<string | undefined> => {
    const { status, ...decoded } = await decodeKs(ks, { secrets, partnerId, now })
    if (status !== 'OK' || !('content' in decoded) || !isOfPerson(decoded.content)) return undefined
    const { userId } = decoded.content
    try {
      const { id } = await client.call('user', 'get', { userId }, { schema: kalturaUser, ks })
      return id.toLowerCase() === userId.toLowerCase() ? id : undefined
    } catch (error) {
      if (error instanceof KalturaApiError) return undefined
      throw error
    }
  }
}

/** An administrator's KS can be in anybody's name; a player's is handed to pages and stands in addresses, so having one proves nothing. */
function isOfPerson({ version, type, userId, privilegeValues }: KsContent): boolean {
  const isOfPlayer = ['sview', 'view', 'widget', 'setrole'].some((privilege) => privilegeValues.has(privilege))
  return version === 2 && type === ksType.user && userId !== '' && !isOfPlayer
}
