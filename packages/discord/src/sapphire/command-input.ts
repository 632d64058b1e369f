import { chooseLocale } from '@kaltura-discord/core/messages'
import type { BaseInteraction } from 'discord.js'
import type { CommandInput } from '../commands/command-input.ts'

/** What an interaction of discord.js says of its user and place, whether or not the guild is cached. */
export function toCommandInput(interaction: BaseInteraction): CommandInput {
  const { guildId, channelId, member, user, memberPermissions, locale, guildLocale } = interaction
  if (!guildId || !channelId || !member) throw new TypeError('This interaction did not come from a guild.')
  const nick = 'nickname' in member ? member.nickname : member.nick
  return {
    guildId,
    channelId,
    member: {
      userId: user.id,
      displayName: nick ?? user.globalName ?? user.username,
      roleIds: Array.isArray(member.roles) ? member.roles : [...member.roles.cache.keys()],
      permissions: (memberPermissions?.bitfield ?? 0n).toString(),
    },
    locale: chooseLocale(locale, guildLocale ?? undefined),
  }
}
