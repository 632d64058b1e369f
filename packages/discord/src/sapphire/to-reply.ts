import { type InteractionReplyOptions, MessageFlags } from 'discord.js'
import type { APIInteractionResponseCallbackData } from 'discord-api-types/v10'

/** Discord's own reply JSON as discord.js takes it: it passes embeds and components on as they are, but has its own names for the rest. */
export function toReply(data: APIInteractionResponseCallbackData): InteractionReplyOptions {
  const { content, embeds, components, flags = 0 } = data
  return {
    ...(content === undefined ? {} : { content }),
    ...(embeds ? { embeds } : {}),
    ...(components ? { components: components as NonNullable<InteractionReplyOptions['components']> } : {}),
    ...((flags & MessageFlags.Ephemeral) === 0 ? {} : { flags: MessageFlags.Ephemeral }),
    allowedMentions: { parse: [] },
  }
}
