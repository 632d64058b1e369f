import { errorSentence } from '@kaltura-discord/core'
import { type APIInteractionResponseCallbackData, MessageFlags } from 'discord-api-types/v10'
import type { CommandFailure } from '../watch/command-failure.ts'

/** A sentence that nobody else in the channel sees, and that pings nobody. */
export function onlyToTheAsker(content: string): APIInteractionResponseCallbackData {
  return { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } }
}

/** What the asker is told when something is broken. */
export function presentFailure({ supportId }: CommandFailure): APIInteractionResponseCallbackData {
  return onlyToTheAsker(`${errorSentence('upstream.unavailable')}${supportId ? `\n-# Support id \`${supportId}\`` : ''}`)
}
