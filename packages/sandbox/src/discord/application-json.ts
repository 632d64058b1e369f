import { ApplicationFlags as Flag } from 'discord-api-types/v10'
import { ownerId } from './first-world.ts'
import type { ApplicationJson, OwnApplicationJson } from './newer-than-api-types.ts'
import { userJson } from './people-json.ts'
import { guildsOfBot } from './places.ts'
import type { World } from './world.ts'

/** Activities are on, and the privileged intents are allowed, as for any small bot. */
export const applicationFlags =
  Flag.Embedded |
  Flag.GatewayPresenceLimited |
  Flag.GatewayGuildMembersLimited |
  Flag.GatewayMessageContentLimited |
  Flag.ApplicationCommandBadge

/** Discord's application object, as others see it. */
export function applicationJson(world: World, publicKey: string): ApplicationJson {
  const bot = world.users.get(world.application.id)
  return {
    id: world.application.id,
    name: world.application.name,
    icon: null,
    description: world.application.description,
    summary: '',
    type: null,
    is_monetized: false,
    is_verified: false,
    is_discoverable: false,
    hook: true,
    bot_public: true,
    bot_require_code_grant: false,
    integration_types_config: { 0: {}, 1: {} },
    verify_key: publicKey,
    flags: applicationFlags,
    flags_new: String(applicationFlags),
    ...(bot ? { bot: userJson(bot) } : {}),
  }
}

/** Discord's application object, as its own bot sees it. */
export function ownApplicationJson(world: World, publicKey: string): OwnApplicationJson {
  const owner = world.users.get(ownerId)
  return {
    ...applicationJson(world, publicKey),
    ...(owner ? { owner: userJson(owner) } : {}),
    team: null,
    redirect_uris: [...world.application.redirectUris],
    interactions_endpoint_url: world.interactionsEndpointUrl,
    role_connections_verification_url: null,
    approximate_guild_count: guildsOfBot(world).length,
    approximate_user_install_count: 0,
    approximate_user_authorization_count: 0,
    event_webhooks_url: null,
    event_webhooks_status: 1,
    explicit_content_filter: 0,
    eligible_oauth2_scopes: [],
  }
}
