import type { GuildMember } from '@kaltura-discord/core'
import type { Locale } from '@kaltura-discord/core/messages'

/** Who used a command or button, and where: what every adapter (Sapphire, signed HTTP) makes of its own interaction. */
export interface CommandInput {
  guildId: string
  channelId: string
  member: GuildMember
  /** In which they are answered: `chooseLocale` of what Discord says of them, then of the guild. */
  locale: Locale
}
