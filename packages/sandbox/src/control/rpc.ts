import { type Context, Hono } from 'hono'
import type { Discord } from '../discord/discord.ts'
import { timestamp } from '../discord/json.ts'
import { userJson } from '../discord/people-json.ts'
import { personOf } from '../discord/places.ts'
import type { WorldUser } from '../discord/world.ts'
import { authenticateArgs, authorizeArgs } from './contract.ts'
import { read } from './read.ts'

/** Scopes that an app gets without Discord's approval, or that Activities are known to get. */
const grantable = new Set([
  'identify',
  'email',
  'guilds',
  'guilds.members.read',
  'applications.commands',
  'connections',
  'openid',
  'rpc.activities.write',
  'rpc.voice.read',
])

/** Discord's RPC error numbers. */
const rpcCodes = { invalidPayload: 4000, invalidClientId: 4007, invalidToken: 4009, invalidUser: 4010, oauth2: 5000 } as const

/** The two commands of the embedded SDK that need Discord's servers: AUTHORIZE and AUTHENTICATE. Consent is always given. */
export function rpcRoutes({ store, grants }: Discord): Hono {
  const { world } = store
  const fail = (c: Context, code: number, message: string): Response => c.json({ code, message }, 400)
  const memberOf = (c: Context): WorldUser | undefined => personOf(world, c.req.param('userId') ?? '')

  return new Hono()
    .post('/members/:userId/rpc/authorize', async (c) => {
      const member = memberOf(c)
      if (!member) return fail(c, rpcCodes.invalidUser, 'Invalid user')
      const body = await read(c, authorizeArgs)
      if (body.kind === 'wrong') return fail(c, rpcCodes.invalidPayload, body.why)
      const { client_id, scope, response_type, code_challenge, code_challenge_method } = body.value
      if (client_id !== world.application.id) return fail(c, rpcCodes.invalidClientId, 'Invalid Client ID')
      if ((response_type ?? 'code') !== 'code')
        return fail(c, rpcCodes.oauth2, 'OAuth2 Error: unsupported_response_type: Only "code" is supported.')
      const unknown = scope.find((one) => !grantable.has(one))
      if (scope.length === 0 || unknown !== undefined)
        return fail(c, rpcCodes.oauth2, 'OAuth2 Error: invalid_scope: The requested scope is invalid, unknown, or malformed.')
      if (code_challenge !== undefined && (code_challenge_method !== 'S256' || !/^[\w-]{43}$/.test(code_challenge)))
        return fail(c, rpcCodes.oauth2, 'OAuth2 Error: invalid_request: code_challenge must be S256.')
      return c.json({ code: grants.issueCode({ userId: member.id, scopes: [...new Set(scope)] }, code_challenge) })
    })
    .post('/members/:userId/rpc/authenticate', async (c) => {
      const member = memberOf(c)
      const body = await read(c, authenticateArgs)
      if (body.kind === 'wrong') return fail(c, rpcCodes.invalidPayload, body.why)
      const grant = grants.find(body.value.access_token)
      if (!member || grant?.userId !== member.id) return fail(c, rpcCodes.invalidToken, 'Invalid token')
      const { id, name, description } = world.application
      return c.json({
        access_token: grant.accessToken,
        user: userJson(member),
        scopes: grant.scopes,
        expires: timestamp(grant.expiresAtMs),
        application: { id, name, description, icon: null, rpc_origins: [] },
      })
    })
}
