import { type APIRole, PermissionFlagsBits as Bit, type GatewayGuildCreateDispatchData, Locale } from 'discord-api-types/v10'
import { guildChannelJson, threadJson } from './channel-json.ts'
import { maySeeEvent } from './event-permissions.ts'
import { noFlags, timestamp } from './json.ts'
import type { GuildJson } from './newer-than-api-types.ts'
import { memberJson } from './people-json.ts'
import { isAllowed } from './permissions.ts'
import { channelsOf, threadsOf } from './places.ts'
import { eventJson } from './scheduled-events.ts'
import { voiceStateIn, voiceStateJson } from './voice-states.ts'
import type { World, WorldGuild, WorldRole } from './world.ts'

export const guildLocale = Locale.EnglishUS

export function roleJson(role: WorldRole, botId: string): APIRole {
  return {
    id: role.id,
    name: role.name,
    color: role.color,
    colors: { primary_color: role.color, secondary_color: null, tertiary_color: null },
    hoist: role.hoist ?? false,
    icon: null,
    unicode_emoji: null,
    position: role.position,
    permissions: role.permissions.toString(),
    managed: role.managed,
    mentionable: role.mentionable ?? false,
    flags: noFlags,
    ...(role.managed ? { tags: { bot_id: botId } } : {}),
  }
}

export function guildJson(world: World, guild: WorldGuild): GuildJson {
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.ownerId,
    roles: [...guild.roles.values()].map((role) => roleJson(role, world.application.id)),
    icon: null,
    home_header: null,
    hub_type: null,
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
    system_channel_flags: noFlags,
    vanity_url_code: null,
    verification_level: 0,
    widget_channel_id: null,
    widget_enabled: false,
  }
}

/** What GUILD_CREATE adds. Without the presence intent Discord lists only the bot and who is in voice among the members. */
export function guildCreateJson(world: World, guild: WorldGuild): GatewayGuildCreateDispatchData {
  const bot = guild.members.get(world.application.id)
  const visibleThreads = threadsOf(world, guild.id).filter(
    ({ id, archived }) => !archived && isAllowed(world, id, world.application.id, Bit.ViewChannel),
  )
  return {
    ...guildJson(world, guild),
    joined_at: timestamp(bot?.joinedAtMs ?? 0),
    large: false,
    unavailable: false,
    member_count: guild.members.size,
    members: [...guild.members.values()]
      .filter((member) => member === bot || voiceStateIn(world, guild.id, member.user.id))
      .map(memberJson),
    channels: channelsOf(world, guild).map((channel) => guildChannelJson(world, channel)),
    threads: visibleThreads.map((thread) => threadJson(world, thread)),
    presences: [],
    voice_states: [...world.voiceStates.values()]
      .filter((state) => state.guildId === guild.id)
      .map((state) => voiceStateJson(world, state)),
    stage_instances: [],
    guild_scheduled_events: [...world.scheduledEvents.values()]
      .filter((event) => event.guildId === guild.id && maySeeEvent(world, world.application.id, event))
      .map((event) => eventJson(world, event)),
    soundboard_sounds: [],
  }
}
