import type { JsonObject } from './json.ts'
import { timestamp } from './json.ts'
import { memberJson, userJson } from './people-json.ts'
import { channelsOf } from './places.ts'
import type { DirectChannel, World, WorldChannel, WorldGuild, WorldRole } from './world.ts'

export const guildLocale = 'en-US'

export function roleJson(role: WorldRole, botId: string): JsonObject {
  return {
    id: role.id,
    name: role.name,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    position: role.position,
    permissions: role.permissions.toString(),
    managed: role.managed,
    mentionable: false,
    flags: 0,
    ...(role.managed ? { tags: { bot_id: botId } } : {}),
  }
}

export function channelJson(world: World, channel: WorldChannel): JsonObject {
  const newest = [...world.messages.values()].findLast((message) => message.channelId === channel.id && message.onlyFor === null)
  const lastMessageId = newest?.id ?? null
  if (channel.kind === 'direct') return directJson(world, channel, lastMessageId)
  return {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    position: channel.position,
    topic: null,
    nsfw: false,
    parent_id: null,
    permission_overwrites: [],
    rate_limit_per_user: 0,
    last_message_id: lastMessageId,
    flags: 0,
  }
}

function directJson(world: World, { id, type, recipientIds }: DirectChannel, last_message_id: string | null): JsonObject {
  const recipients = recipientIds.filter((one) => one !== world.application.id).flatMap((one) => world.users.get(one) ?? [])
  return { id, type, flags: 0, last_message_id, recipients: recipients.map(userJson) }
}

export function guildJson(world: World, guild: WorldGuild): JsonObject {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    roles: [...guild.roles.values()].map((role) => roleJson(role, world.application.id)),
    icon: null,
    home_header: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    region: 'deprecated',
    afk_channel_id: null,
    afk_timeout: 300,
    application_id: null,
    default_message_notifications: 0,
    emojis: [],
    stickers: [],
    explicit_content_filter: 0,
    features: [],
    incidents_data: null,
    max_members: 25_000_000,
    max_presences: null,
    max_stage_video_channel_users: 50,
    max_video_channel_users: 25,
    mfa_level: 0,
    nsfw: false,
    nsfw_level: 0,
    preferred_locale: guildLocale,
    premium_progress_bar_enabled: false,
    premium_progress_bar_enabled_user_updated_at: null,
    premium_subscription_count: 0,
    premium_tier: 0,
    public_updates_channel_id: null,
    rules_channel_id: null,
    safety_alerts_channel_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    vanity_url_code: null,
    verification_level: 0,
    widget_channel_id: null,
    widget_enabled: false,
  }
}

/** What GUILD_CREATE adds. Without the presence intent Discord lists only the bot among the members. */
export function guildCreateJson(world: World, guild: WorldGuild): JsonObject {
  const bot = guild.members.get(world.application.id)
  return {
    ...guildJson(world, guild),
    joined_at: timestamp(bot?.joinedAtMs ?? 0),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: bot ? [memberJson(bot)] : [],
    channels: channelsOf(world, guild).map((channel) => channelJson(world, channel)),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
