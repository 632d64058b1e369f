import type { JsonObject } from './json.ts'
import { timestamp } from './json.ts'
import { memberJson } from './people-json.ts'
import type { World, WorldChannel, WorldMember, WorldRole } from './world.ts'

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
  return {
    id: channel.id,
    type: 0,
    guild_id: world.guild.id,
    name: channel.name,
    position: channel.position,
    topic: null,
    nsfw: false,
    parent_id: null,
    permission_overwrites: [],
    rate_limit_per_user: 0,
    last_message_id: newest?.id ?? null,
    flags: 0,
  }
}

export function guildJson(world: World): JsonObject {
  return {
    id: world.guild.id,
    name: world.guild.name,
    owner_id: world.guild.ownerId,
    roles: world.guild.roles.map((role) => roleJson(role, world.application.id)),
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
export function guildCreateJson(world: World, bot: WorldMember): JsonObject {
  return {
    ...guildJson(world),
    joined_at: timestamp(bot.joinedAtMs),
    large: false,
    unavailable: false,
    member_count: world.members.size,
    members: [memberJson(bot)],
    channels: [...world.channels.values()].map((channel) => channelJson(world, channel)),
    threads: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
