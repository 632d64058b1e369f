import { createHash } from 'node:crypto'
import type { Clock } from './clock.ts'
import type { RandomToken } from './secrets.ts'

/** What a person allowed the application to do in their name. */
export interface Grant {
  userId: string
  scopes: readonly string[]
}

export interface AccessGrant extends Grant {
  accessToken: string
  refreshToken: string
  expiresAtMs: number
}

export const accessTokenLifeMs = 7 * 24 * 3_600_000
const codeLifeMs = 60_000
const kept = 1_000

export interface Grants {
  /** A code that works once, for a minute. `challenge` is PKCE's S256; `redirectUri` is where a browser takes the code. */
  issueCode(grant: Grant, challenge: string | undefined, redirectUri?: string): string
  /** Spends the code, whatever comes of it. */
  redeem(
    code: string,
    verifier: string | undefined,
    redirectUri?: string,
  ): AccessGrant | { refused: 'code' | 'code_verifier' | 'redirect_uri' }
  refresh(refreshToken: string): AccessGrant | undefined
  find(accessToken: string): AccessGrant | undefined
  /** Forgets the grant that an access or refresh token belongs to. */
  revoke(token: string): void
}

export function createGrants({ clock, random }: { clock: Clock; random: RandomToken }): Grants {
  const codes = new Map<string, Grant & { challenge: string | undefined; redirectUri: string | undefined; expiresAtMs: number }>()
  const grants = new Map<string, AccessGrant>()
  const byRefreshToken = (token: string) => [...grants.values()].find((grant) => grant.refreshToken === token)

  const open = ({ userId, scopes }: Grant): AccessGrant => {
    const grant = { userId, scopes, accessToken: random(22), refreshToken: random(22), expiresAtMs: clock.now() + accessTokenLifeMs }
    keep(grants, grant.accessToken, grant)
    return grant
  }

  return {
    issueCode(grant, challenge, redirectUri) {
      const code = random(22)
      keep(codes, code, { ...grant, challenge, redirectUri, expiresAtMs: clock.now() + codeLifeMs })
      return code
    },
    redeem(code, verifier, redirectUri) {
      const issued = codes.get(code)
      codes.delete(code)
      if (!issued || clock.now() >= issued.expiresAtMs) return { refused: 'code' }
      if (issued.redirectUri !== undefined && issued.redirectUri !== redirectUri) return { refused: 'redirect_uri' }
      if (issued.challenge !== undefined && (verifier === undefined || challengeOf(verifier) !== issued.challenge))
        return { refused: 'code_verifier' }
      return open(issued)
    },
    refresh(refreshToken) {
      const old = byRefreshToken(refreshToken)
      if (!old) return undefined
      grants.delete(old.accessToken)
      return open(old)
    },
    find(accessToken) {
      const grant = grants.get(accessToken)
      return grant && clock.now() < grant.expiresAtMs ? grant : undefined
    },
    revoke(token) {
      const grant = grants.get(token) ?? byRefreshToken(token)
      if (grant) grants.delete(grant.accessToken)
    },
  }
}

/** RFC 7636, S256. */
function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

function keep<V>(map: Map<string, V>, key: string, value: V): void {
  map.set(key, value)
  const [oldest] = map.keys()
  if (oldest !== undefined && map.size > kept) map.delete(oldest)
}
