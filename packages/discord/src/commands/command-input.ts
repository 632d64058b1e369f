import type { GuildMember } from '@kaltura-discord/core'

/** Who used a command or button, and where: what every adapter (Sapphire, signed HTTP) makes of its own interaction. */
export interface CommandInput {
  guildId: string
  channelId: string
  member: GuildMember
}
