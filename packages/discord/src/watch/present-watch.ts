import { clockTime, escapeMarkdown } from '@kaltura-discord/core'
import { type Locale, phrase } from '@kaltura-discord/core/messages'
import { type APIInteractionResponseCallbackData, ButtonStyle, ComponentType } from 'discord-api-types/v10'
import { onlyToTheAsker, presentFailure, presentRefusal } from '../reply/only-to-the-asker.ts'
import { wordsIn } from '../words/words-in.ts'
import type { OfferOutcome } from './offer-watch.ts'
import type { LaunchOutcome } from './record-launch.ts'
import { watchButtonId } from './watch-button.ts'

const green = 0x00b171

/** What `/kaltura watch` answers: a card that everyone in the channel sees, in the guild's language, or a sentence that only the asker does, in theirs. */
export function presentOffer(outcome: OfferOutcome, locale: Locale): APIInteractionResponseCallbackData {
  if (outcome.kind === 'failed') return presentFailure(outcome, locale)
  if (outcome.kind === 'refused') return presentRefusal(outcome, locale)
  const { entry, byUserId } = outcome
  const { card } = wordsIn(outcome.locale)
  return {
    embeds: [
      {
        title: escapeMarkdown(entry.name.slice(0, 200)),
        ...(entry.description ? { description: escapeMarkdown(entry.description.slice(0, 500)) } : {}),
        color: green,
        fields: [
          { name: card.length, value: entry.kind === 'live' ? card.live : clockTime(entry.durationS), inline: true },
          { name: card.chosenBy, value: `<@${byUserId}>`, inline: true },
        ],
        footer: { text: card.everyone },
      },
    ],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Primary,
            label: phrase(outcome.locale, 'watch-together'),
            custom_id: watchButtonId(entry.id),
          },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

/** What the presser of *Watch Together* is told beside the Activity; mostly nothing. */
export function presentLaunch(outcome: LaunchOutcome, locale: Locale): APIInteractionResponseCallbackData | undefined {
  if (outcome.kind === 'failed') return presentFailure(outcome, locale)
  if (outcome.kind === 'refused') return presentRefusal(outcome, locale)
  return outcome.kind === 'joined' && outcome.another ? onlyToTheAsker(wordsIn(locale).joinedAnother) : undefined
}

/** What the presser of *Watch Together* is told when Discord did not start the Activity: where the video is in a browser, if it is anywhere. */
export function presentInstead(outcome: OfferOutcome, locale: Locale): APIInteractionResponseCallbackData {
  if (outcome.kind === 'failed') return presentFailure(outcome, locale)
  if (outcome.kind === 'refused') return presentRefusal(outcome, locale)
  const { watchUrl, name } = outcome.entry
  const { instead } = wordsIn(locale)
  if (watchUrl === undefined) return onlyToTheAsker(instead.nowhere)
  const link = { type: ComponentType.Button, style: ButtonStyle.Link, label: instead.button, url: watchUrl } as const
  return {
    ...onlyToTheAsker(instead.inBrowser(escapeMarkdown(name.slice(0, 200)))),
    components: [{ type: ComponentType.ActionRow, components: [link] }],
  }
}
