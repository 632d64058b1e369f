import type { KsContent } from './ks-content.ts'
import type { KsSecrets } from './ks-secrets.ts'
import { openKs } from './open-ks.ts'

export interface DecodeKsOptions {
  /** Whose KS can be read at all: {@link ksSecrets}, or a look-up of your own. */
  secrets: KsSecrets
  /** The partner that the KS has to be of. Give it wherever you can: see {@link ksSecrets} for why. */
  partnerId?: number
  /** The user that the KS has to be of. Kaltura takes a KS of nobody (`''`) or of `*` for anyone's; here it has to be this user's. */
  userId?: string
  /** Milliseconds since 1970. Default: `Date.now`. Kaltura compares with its own clock, to the second. */
  now?: () => number
  /** The caller's address. Without one, a KS that is limited to some addresses is refused. */
  ip?: string
  /** The path and query that the KS is used on. Without one, a KS that is limited to some paths is refused. */
  uri?: string
}

/**
 * What became of a KS, by Kaltura's own names (the constants of `kSessionBase`). Only `OK` may be let in; with the others, all but `INVALID_STR` are authentic,
 * and `content` says what they were good for.
 */
export type DecodedKs =
  | { status: 'OK'; content: KsContent }
  | { status: 'EXPIRED' | 'EXCEEDED_RESTRICTED_IP' | 'EXCEEDED_RESTRICTED_URI' | 'INVALID_PARTNER' | 'INVALID_USER'; content: KsContent }
  | { status: 'INVALID_STR' }

/**
 * Reads a KS (V2 or V1) and judges it without asking Kaltura, by Kaltura's checks in Kaltura's order. Where Kaltura is lax this refuses: `docs/ks.md` has the table.
 *
 * What only Kaltura knows isn't judged: whether the KS was revoked (`LOGOUT`), how often it was used (`EXCEEDED_ACTIONS_LIMIT`).
 * Never throws for any string; what `secrets` throws goes through.
 */
export async function decodeKs(ks: string, options: DecodeKsOptions): Promise<DecodedKs> {
  const content = await openKs(ks, options.secrets)
  return content ? { status: judge(content, options), content } : { status: 'INVALID_STR' }
}

function judge(content: KsContent, options: DecodeKsOptions): Exclude<DecodedKs['status'], 'INVALID_STR'> {
  const { now = Date.now, ip, uri, partnerId, userId } = options
  if (content.expiryUnix * 1000 <= now()) return 'EXPIRED'

  const ips = content.privilegeValues.get('iprestrict')
  if (ips && (ip === undefined || !ips.includes(ip))) return 'EXCEEDED_RESTRICTED_IP'

  const uris = content.privilegeValues.get('urirestrict')
  if (
    uris &&
    (uri === undefined ||
      !uris
        .join('/')
        .split('|')
        .some((pattern) => matchesUri(pattern, uri)))
  )
    return 'EXCEEDED_RESTRICTED_URI'

  if (partnerId !== undefined && content.partnerId !== partnerId) return 'INVALID_PARTNER'
  if (userId !== undefined && content.userId !== userId) return 'INVALID_USER'
  return 'OK'
}

function matchesUri(pattern: string, uri: string): boolean {
  return pattern.endsWith('*') ? uri.startsWith(pattern.slice(0, -1)) : uri === pattern
}
