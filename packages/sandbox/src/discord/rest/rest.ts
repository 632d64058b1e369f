import { Hono } from 'hono'
import type { Discord } from '../discord.ts'
import { notFound } from '../refusal.ts'
import { refuse } from './answer.ts'
import { applicationRoutes } from './applications.ts'
import { channelRoutes } from './channels.ts'
import { commandPermissionRoutes } from './command-permissions.ts'
import { commandRoutes } from './commands.ts'
import { gatewayRoutes } from './gateway.ts'
import { guildRoutes } from './guilds.ts'
import { interactionRoutes } from './interactions.ts'
import { countInvalidRequests } from './invalid-requests.ts'
import { inviteRoutes } from './invites.ts'
import { messageRoutes } from './messages.ts'
import { oauth2Routes } from './oauth2.ts'
import { pinRoutes } from './pins.ts'
import { quickLinkRoutes } from './quick-links.ts'
import { rateLimit } from './rate-limit.ts'
import { roleRoutes } from './roles.ts'
import { scheduledEventRoutes } from './scheduled-events.ts'
import { threadRoutes } from './threads.ts'
import { userRoutes } from './users.ts'
import { voiceChannelRoutes } from './voice-channels.ts'
import { voiceStateRoutes } from './voice-states.ts'
import { webhookRoutes } from './webhooks.ts'

/** Discord's REST API v10, one file per resource. Mount it under `/api/v10` and, for those who leave the version out, `/api`. */
export function createRest(discord: Discord): Hono {
  const rest = new Hono()
  rest.use(countInvalidRequests({ clock: discord.clock, limit: discord.invalidRequestLimit }))
  rest.use(rateLimit(discord.clock))
  rest.route('/', gatewayRoutes(discord))
  rest.route('/', applicationRoutes(discord))
  rest.route('/', commandPermissionRoutes(discord))
  rest.route('/', commandRoutes(discord))
  rest.route('/', quickLinkRoutes(discord))
  rest.route('/', interactionRoutes(discord))
  rest.route('/', webhookRoutes(discord))
  rest.route('/', voiceChannelRoutes(discord))
  rest.route('/', inviteRoutes(discord))
  rest.route('/', pinRoutes(discord))
  rest.route('/', messageRoutes(discord))
  rest.route('/', threadRoutes(discord))
  rest.route('/', channelRoutes(discord))
  rest.route('/', guildRoutes(discord))
  rest.route('/', roleRoutes(discord))
  rest.route('/', scheduledEventRoutes(discord))
  rest.route('/', voiceStateRoutes(discord))
  rest.route('/', userRoutes(discord))
  rest.route('/', oauth2Routes(discord))
  rest.all('*', (c) => refuse(c, notFound))
  return rest
}
