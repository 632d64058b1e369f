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

/** The intent for what happens in a direct conversation. */
export function directIntentOf(event: GatewayEvent): number {
  return event.startsWith('MESSAGE_') ? Intent.DirectMessages : intentOf[event]
}

/** Tells every session that may hear it. `guildId` is where it happened; `undefined` outside of guilds. */
export type Dispatch = (event: GatewayEvent, data: unknown, guildId: string | undefined) => void
