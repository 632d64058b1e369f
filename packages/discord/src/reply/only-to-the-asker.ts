import type { Locale } from '@kaltura-discord/core/messages'
import { type APIInteractionResponseCallbackData, MessageFlags } from 'discord-api-types/v10'
import type { CommandFailure } from '../watch/command-failure.ts'
import type { Refusal } from '../words/bot-words.ts'
import { wordsIn } from '../words/words-in.ts'

/** A sentence that nobody else in the channel sees, and that pings nobody. */
export function onlyToTheAsker(content: string): APIInteractionResponseCallbackData {
  return { content, flags: MessageFlags.Ephemeral, allowed_mentions: { parse: [] } }
}

/** What the asker is told when something is broken. */
export function presentFailure({ supportId }: CommandFailure, locale: Locale): APIInteractionResponseCallbackData {
  const words = wordsIn(locale)
  return onlyToTheAsker(`${words.failure}\n-# ${words.supportId(`\`${supportId}\``)}`)
}

/** What the asker is told when a rule stands in the way. */
export function presentRefusal({ reason }: { reason: Refusal }, locale: Locale): APIInteractionResponseCallbackData {
  return onlyToTheAsker(wordsIn(locale).refusals[reason])
}
