import { type GatewayDispatchPayload, GatewayIntentBits as Intent } from 'discord-api-types/v10'
import type { NewerDispatchData } from '../newer-than-api-types.ts'

/** Events that this Discord tells a bot of on its own, and the intent that a session needs to hear them. */
export const intentOf = {
  GUILD_CREATE: Intent.Guilds,
  INTERACTION_CREATE: 0,
  TYPING_START: Intent.GuildMessageTyping,
  MESSAGE_CREATE: Intent.GuildMessages,
  MESSAGE_UPDATE: Intent.GuildMessages,
  MESSAGE_DELETE: Intent.GuildMessages,
  MESSAGE_DELETE_BULK: Intent.GuildMessages,
  GUILD_DELETE: Intent.Guilds,
  CHANNEL_CREATE: Intent.Guilds,
  CHANNEL_UPDATE: Intent.Guilds,
  CHANNEL_DELETE: Intent.Guilds,
  CHANNEL_PINS_UPDATE: Intent.Guilds,
  THREAD_CREATE: Intent.Guilds,
  THREAD_UPDATE: Intent.Guilds,
  THREAD_DELETE: Intent.Guilds,
  THREAD_MEMBER_UPDATE: Intent.Guilds,
  THREAD_MEMBERS_UPDATE: Intent.Guilds,
  GUILD_ROLE_CREATE: Intent.Guilds,
  GUILD_ROLE_UPDATE: Intent.Guilds,
  GUILD_ROLE_DELETE: Intent.Guilds,
  GUILD_MEMBER_UPDATE: Intent.GuildMembers,
  VOICE_CHANNEL_STATUS_UPDATE: Intent.Guilds,
  VOICE_STATE_UPDATE: Intent.GuildVoiceStates,
  VOICE_SERVER_UPDATE: 0,
  INVITE_CREATE: Intent.GuildInvites,
  INVITE_DELETE: Intent.GuildInvites,
  GUILD_SCHEDULED_EVENT_CREATE: Intent.GuildScheduledEvents,
  GUILD_SCHEDULED_EVENT_UPDATE: Intent.GuildScheduledEvents,
  GUILD_SCHEDULED_EVENT_DELETE: Intent.GuildScheduledEvents,
  GUILD_SCHEDULED_EVENT_USER_ADD: Intent.GuildScheduledEvents,
  GUILD_SCHEDULED_EVENT_USER_REMOVE: Intent.GuildScheduledEvents,
  APPLICATION_COMMAND_PERMISSIONS_UPDATE: 0,
} as const

export type GatewayEvent = keyof typeof intentOf

/** The intent for what happens in a direct conversation. */
export function directIntentOf(event: GatewayEvent): number {
  if (event === 'TYPING_START') return Intent.DirectMessageTyping
  return event.startsWith('MESSAGE_') || event === 'CHANNEL_PINS_UPDATE' ? Intent.DirectMessages : intentOf[event]
}

/** What an event carries. discord-api-types is the referee of it: Discord's OpenAPI description does not cover the gateway. */
export type DispatchData = Omit<TypedData, keyof NewerDispatchData> & NewerDispatchData
type TypedData = { [P in GatewayDispatchPayload as `${P['t']}`]: P['d'] }

/**
 * Tells every session that may hear it. `guildId` is where it happened; `undefined` outside of guilds.
 * @param how.withoutContent what a session without the MessageContent intent hears instead
 * @param how.needs a further intent that a session has to have
 */
export type Dispatch = <E extends GatewayEvent>(
  event: E,
  data: DispatchData[E],
  guildId: string | undefined,
  how?: { withoutContent?: DispatchData[E]; needs?: number },
) => void
