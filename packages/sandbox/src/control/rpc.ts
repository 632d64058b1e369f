import { type Context, Hono } from 'hono'
import { authorizationFault } from '../discord/authorization-request.ts'
import type { Discord } from '../discord/discord.ts'
import { timestamp } from '../discord/json.ts'
import { userJson } from '../discord/people-json.ts'
import { permissionsIn } from '../discord/permissions.ts'
import { guildOfChannel, mayEnter, personOf } from '../discord/places.ts'
import type { WorldUser } from '../discord/world.ts'
import { authenticateArgs, authorizeArgs, channelQuestion, hangUpOrder, ticketQuestion } from './contract.ts'
import { read } from './read.ts'
import { refuse } from './refusal.ts'

/** Discord's RPC error numbers. */
const rpcCodes = {
  invalidPayload: 4000,
  invalidChannel: 4005,
  invalidClientId: 4007,
  invalidToken: 4009,
  invalidUser: 4010,
  oauth2: 5000,
} as const

/** The commands of the embedded SDK that need Discord's servers. Consent is always given. */
export function rpcRoutes({ store, grants, instances }: Discord): Hono {
  const { world } = store
  const fail = (c: Context, code: number, message: string): Response => c.json({ code, message }, 400)
  const memberOf = (c: Context): WorldUser | undefined => personOf(world, c.req.param('userId') ?? '')

  return new Hono()
    .post('/members/:userId/rpc/authorize', async (c) => {
      const member = memberOf(c)
      if (!member) return fail(c, rpcCodes.invalidUser, 'Invalid user')
      const body = await read(c, authorizeArgs)
      if (body.kind === 'wrong') return fail(c, rpcCodes.invalidPayload, body.why)
      const { client_id, scope, code_challenge } = body.value
      if (client_id !== world.application.id) return fail(c, rpcCodes.invalidClientId, 'Invalid Client ID')
      const fault = authorizationFault(body.value)
      if (fault !== undefined) return fail(c, rpcCodes.oauth2, `OAuth2 Error: ${fault}`)
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
    .post('/members/:userId/rpc/permissions', async (c) => {
      const member = memberOf(c)
      const body = await read(c, channelQuestion)
      if (body.kind === 'wrong') return fail(c, rpcCodes.invalidPayload, body.why)
      const { channelId } = body.value
      if (!member || !mayEnter(world, channelId, member.id)) return fail(c, rpcCodes.invalidChannel, 'Invalid channel')
      // Where there is no guild there are no roles; the SDK's own documentation says that it is always 0.
      const permissions = guildOfChannel(world, channelId) ? permissionsIn(world, channelId, member.id) : 0n
      return c.json({ permissions: permissions.toString() })
    })
    .post('/members/:userId/rpc/close', async (c) => {
      const body = await read(c, hangUpOrder)
      if (body.kind === 'wrong') return refuse(c, 400, 'body.malformed', body.why)
      const { frameId, ...why } = body.value
      return instances.hangUp(memberOf(c)?.id ?? '', frameId, why)
        ? c.body(null, 204)
        : refuse(c, 404, 'window.unknown', 'There is no such window any more.')
    })
    .post('/members/:userId/rpc/ticket', async (c) => {
      const body = await read(c, ticketQuestion)
      if (body.kind === 'wrong') return fail(c, rpcCodes.invalidPayload, body.why)
      const ticket = instances.renewTicket(memberOf(c)?.id ?? '', body.value.frameId)
      return ticket === undefined ? fail(c, rpcCodes.invalidUser, 'Invalid user') : c.json({ ticket })
    })
}
