import { type Context, Hono } from 'hono'
import { applicationJson } from '../application-json.ts'
import type { Discord } from '../discord.ts'
import { type AccessGrant, accessTokenLifeMs } from '../grants.ts'
import { timestamp } from '../json.ts'
import { userJson } from '../people-json.ts'
import { unauthorized } from '../refusal.ts'
import { refuse } from './answer.ts'
import { authorized, type RestEnvironment } from './authorization.ts'

const maxBytes = 8_192

/** Code and refresh-token exchange (forms, as RFC 6749 wants them), revocation, and `@me`. */
export function oauth2Routes(discord: Discord): Hono<RestEnvironment> {
  const { store, secrets, grants } = discord
  const { world } = store

  const readForm = async (c: Context): Promise<URLSearchParams | undefined> => {
    const text = await c.req.text()
    const isForm = (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
    return isForm && text.length <= maxBytes ? new URLSearchParams(text) : undefined
  }
  const isOurs = (c: Context, form: URLSearchParams): boolean => {
    const basic = /^Basic (.+)$/.exec(c.req.header('authorization') ?? '')?.[1]
    const [id, secret] = basic ? Buffer.from(basic, 'base64').toString().split(':') : [form.get('client_id'), form.get('client_secret')]
    return id === world.application.id && secret === secrets.clientSecret
  }
  const deny = (c: Context, error: string, error_description?: string): Response =>
    c.json({ error, ...(error_description ? { error_description } : {}) }, error === 'invalid_client' ? 401 : 400)
  const grantJson = (grant: AccessGrant) => ({
    token_type: 'Bearer',
    access_token: grant.accessToken,
    expires_in: accessTokenLifeMs / 1_000,
    refresh_token: grant.refreshToken,
    scope: grant.scopes.join(' '),
  })

  return new Hono<RestEnvironment>()
    .post('/oauth2/token', async (c) => {
      const form = await readForm(c)
      if (!form) return deny(c, 'invalid_request')
      if (!isOurs(c, form)) return deny(c, 'invalid_client')
      if (form.get('grant_type') === 'authorization_code') {
        const redeemed = grants.redeem(
          form.get('code') ?? '',
          form.get('code_verifier') ?? undefined,
          form.get('redirect_uri') ?? undefined,
        )
        if ('refused' in redeemed) return deny(c, 'invalid_grant', `Invalid "${redeemed.refused}" in request.`)
        return c.json(grantJson(redeemed))
      }
      if (form.get('grant_type') === 'refresh_token') {
        const refreshed = grants.refresh(form.get('refresh_token') ?? '')
        return refreshed ? c.json(grantJson(refreshed)) : deny(c, 'invalid_grant', 'Invalid "refresh_token" in request.')
      }
      return deny(c, 'unsupported_grant_type', 'Unsupported grant type')
    })
    .post('/oauth2/token/revoke', async (c) => {
      const form = await readForm(c)
      if (!form) return deny(c, 'invalid_request')
      if (!isOurs(c, form)) return deny(c, 'invalid_client')
      grants.revoke(form.get('token') ?? '')
      return c.json({})
    })
    .get('/oauth2/@me', authorized(discord, { scopes: 'any' }), (c) => {
      const caller = c.get('caller')
      if (caller.kind !== 'person') return refuse(c, unauthorized)
      const { grant } = caller
      const user = world.users.get(grant.userId)
      return c.json({
        application: applicationJson(world, secrets.publicKey),
        scopes: grant.scopes,
        expires: timestamp(grant.expiresAtMs),
        ...(user && grant.scopes.includes('identify') ? { user: userJson(user) } : {}),
      })
    })
}
