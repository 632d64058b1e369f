import { CodedError, InvalidInputError, type IssuedKs, type KsGrant, type KsIssuer } from '@kaltura-discord/core'
import { z } from 'zod'
import { KalturaApiError } from '../client/kaltura-api-error.ts'
import type { KalturaClient } from '../client/kaltura-client.ts'
import { readPrivileges } from '../ks/privilege-notation.ts'
import { privileges } from '../ks/privileges.ts'
import { type AppTokenHash, appTokenProof } from './app-token.ts'
import { createKsSource } from './ks-source.ts'
import { type LeastKs, leastKsOf } from './least-privileges.ts'
import { checkLifetime, lifetimeOf } from './lifetime.ts'

/** An app token as its maker noted it down. */
export interface AppTokenCredentials {
  /** Such as `1_ab12cd34`. */
  id: string
  /** The secret part: 32 hex digits. */
  token: string
  /** Default SHA256. The token was made for one, and takes no other. */
  hash?: AppTokenHash
}

export interface AppTokenKsIssuerOptions {
  /** Asks Kaltura as nobody: made without `ks`. */
  client: KalturaClient
  /** The account that the tokens are of: its widget `_<partnerId>` starts each KS. */
  partnerId: number
  /**
   * One app token for each kind of grant, because Kaltura adds all that a token may do to each KS it starts.
   * `viewer` needs the session privileges `sview:*,setrole:PLAYBACK_BASE_ROLE`, `catalogue` needs `list:*`: what a token doesn't say, a caller can't ask for, but a `*` can be
   * narrowed. `meeting-host` and `meeting-guest` need `actionslimit:-1`, beside which what is asked for is added; `meeting-planner`'s needs none and makes ADMIN sessions.
   */
  tokens: Readonly<Partial<Record<KsGrant['kind'], AppTokenCredentials | undefined>>>
  /** Milliseconds since 1970. */
  now: () => number
  /** 1 minute to 1 hour; 15 minutes unless told. Kaltura shortens it to what the token allows. */
  lifetimeMs?: number
}

/** The app token can't make the KS that is needed. Someone has to set it up anew in Kaltura. */
export class AppTokenError extends CodedError<'kaltura.app-token'> {
  constructor(message: string, details: Readonly<Record<string, unknown>>) {
    super({ code: 'kaltura.app-token', message, retryable: false, details })
  }
}

/**
 * Issues KS by Kaltura's app tokens, so that no admin secret is needed here: a token is scoped, has an id in audits and can be revoked.
 *
 * Two calls: a widget KS, which anyone gets and which is kept, then `appToken.startSession` with the proof that we know the token.
 * Never end such a KS: `session.end` ends *every* KS of its token.
 * @throws InvalidInputError for a lifetime out of bounds. `issue` throws AppTokenError for a token that gives more or less than the grant.
 */
export function createAppTokenKsIssuer({ client, partnerId, tokens, now, lifetimeMs }: AppTokenKsIssuerOptions): KsIssuer {
  checkLifetime(lifetimeMs)
  const widgetKs = createKsSource({ issuer: widgetIssuer(client, partnerId, now), grant: { kind: 'catalogue' }, now })

  async function start(least: LeastKs, credentials: AppTokenCredentials, signal: AbortSignal | undefined): Promise<IssuedKs> {
    const ks = await widgetKs.current()
    const params = {
      id: credentials.id,
      tokenHash: await appTokenProof(credentials.hash ?? 'SHA256', ks, credentials.token),
      userId: least.userId,
      type: least.type,
      expiry: Math.floor(lifetimeOf(least, lifetimeMs) / 1000),
      sessionPrivileges: privileges(least.privileges),
    }
    try {
      // Starting a second session does no harm, so this may be repeated.
      const info = await client.call('appToken', 'startSession', params, { schema: sessionInfo, ks, repeatable: true, signal })
      refuseUnfit(info, least, credentials.id)
      return { ks: info.ks, expiresAtMs: info.expiry * 1000 }
    } catch (error) {
      if (error instanceof KalturaApiError && error.apiCode === 'INVALID_KS') widgetKs.refused(ks)
      throw error
    }
  }

  return {
    async issue(grant, { signal } = {}) {
      const least = leastKsOf(grant)
      const credentials = tokens[grant.kind]
      if (!credentials) throw new InvalidInputError(`No app token is set up for a ${grant.kind} KS`, { grant: grant.kind })
      return start(least, credentials, signal).catch((error: unknown) => {
        const isStale = error instanceof KalturaApiError && error.apiCode === 'INVALID_KS'
        if (isStale) return start(least, credentials, signal)
        throw error
      })
    },
  }
}

const sessionInfo = z.object({ ks: z.string(), userId: z.string(), expiry: z.number(), sessionType: z.number(), privileges: z.string() })
const widgetSession = z.object({ ks: z.string() })
const widgetLifetimeMs = 60 * 60_000

/** A KS that anyone gets; good for nothing but to be hashed into the proof. */
function widgetIssuer(client: KalturaClient, partnerId: number, now: () => number): KsIssuer {
  return {
    async issue() {
      const params = { widgetId: `_${partnerId}`, expiry: widgetLifetimeMs / 1000 }
      const { ks } = await client.call('session', 'startWidgetSession', params, { schema: widgetSession, repeatable: true })
      return { ks, expiresAtMs: now() + widgetLifetimeMs }
    },
  }
}

/** What Kaltura adds to each KS of an app token, and what only narrows it. */
const harmless = new Set([
  'sessionid',
  'apptoken',
  'appid',
  'iprestrict',
  'urirestrict',
  'actionslimit',
  'enableentitlement',
  'privacycontext',
])

/** A token's own user, type and privileges win over what was asked for, so look at what came before anyone uses it. */
function refuseUnfit(info: z.infer<typeof sessionInfo>, least: LeastKs, id: string): void {
  const asked = readPrivileges(privileges(least.privileges))
  const given = readPrivileges(info.privileges)
  const surplus = [...given.keys()].filter((name) => !asked.has(name) && !harmless.has(name))
  const lacking = [...asked].filter(([name, values]) => given.get(name)?.join('/') !== values.join('/')).map(([name]) => name)
  if (surplus.length > 0)
    throw new AppTokenError(`The app token ${id} gives more than it may: remove session privileges from it`, { id, surplus })
  if (lacking.length > 0)
    throw new AppTokenError(`The app token ${id} does not give what is needed: look at its session privileges ${lacking.join(', ')}`, {
      id,
      lacking,
    })
  if (info.sessionType !== least.type || info.userId !== least.userId)
    throw new AppTokenError(`The app token ${id} has a user or a session type of its own: make one for this kind of KS`, { id })
}
