import { GatewayIntentBits as Intent } from 'discord-api-types/v10'

/** Events that this Discord tells a bot of on its own, and the intent that a session needs to hear them. */
export const intentOf = {
  GUILD_CREATE: Intent.Guilds,
  INTERACTION_CREATE: 0,
  MESSAGE_CREATE: Intent.GuildMessages,
  MESSAGE_UPDATE: Intent.GuildMessages,
  MESSAGE_DELETE: Intent.GuildMessages,
} as const

export type GatewayEvent = keyof typeof intentOf

/** Tells every session that may hear it. */
export type Dispatch = (event: GatewayEvent, data: unknown) => void
