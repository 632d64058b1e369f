import { clockTime, escapeMarkdown } from '@kaltura-discord/core'
import { type APIInteractionResponseCallbackData, ButtonStyle, ComponentType, MessageFlags } from 'discord-api-types/v10'
import { onlyToTheAsker, presentFailure } from '../reply/only-to-the-asker.ts'
import type { OfferOutcome } from './offer-watch.ts'
import type { LaunchOutcome } from './record-launch.ts'
import { type Refusal, refusalSentence } from './refusal.ts'
import { watchButtonId } from './watch-button.ts'

const green = 0x00b171

/** What `/kaltura watch` answers: a card that everyone in the channel sees, or a sentence that only the asker does. */
export function presentOffer(outcome: OfferOutcome): APIInteractionResponseCallbackData {
  if (outcome.kind === 'failed') return presentFailure(outcome)
  if (outcome.kind === 'refused') return presentRefusal(outcome.reason)
  const { entry, byUserId } = outcome
  return {
    embeds: [
      {
        title: escapeMarkdown(entry.name.slice(0, 200)),
        ...(entry.description ? { description: escapeMarkdown(entry.description.slice(0, 500)) } : {}),
        color: green,
        fields: [
          { name: 'Length', value: entry.kind === 'live' ? 'Live' : clockTime(entry.durationS), inline: true },
          { name: 'Chosen by', value: `<@${byUserId}>`, inline: true },
        ],
        footer: { text: 'Everyone who presses the button watches the same frame.' },
      },
    ],
    components: [
      {
        type: ComponentType.ActionRow,
        components: [
          { type: ComponentType.Button, style: ButtonStyle.Primary, label: 'Watch Together', custom_id: watchButtonId(entry.id) },
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  }
}

/** What the presser of *Watch Together* is told beside the Activity; mostly nothing. */
export function presentLaunch(outcome: LaunchOutcome): APIInteractionResponseCallbackData | undefined {
  if (outcome.kind === 'failed') return presentFailure(outcome)
  if (outcome.kind === 'refused') return presentRefusal(outcome.reason)
  if (outcome.kind === 'joined' && outcome.another) {
    return {
      content: 'The others here are watching something else; you joined them. The video of this card can start when they are done.',
      flags: MessageFlags.Ephemeral,
    }
  }
  return undefined
}

/** What the presser of *Watch Together* is told when Discord did not start the Activity: where the video is in a browser, if it is anywhere. */
export function presentInstead(outcome: OfferOutcome): APIInteractionResponseCallbackData {
  if (outcome.kind === 'failed') return presentFailure(outcome)
  if (outcome.kind === 'refused') return presentRefusal(outcome.reason)
  const { watchUrl, name } = outcome.entry
  if (watchUrl === undefined)
    return onlyToTheAsker(
      'Discord does not start the Activity here. Try it in a voice channel, or ask a manager whether Activities may be used.',
    )
  const link = { type: ComponentType.Button, style: ButtonStyle.Link, label: 'Watch in the browser', url: watchUrl } as const
  return {
    ...onlyToTheAsker(
      `Discord does not start the Activity here. You can watch *${escapeMarkdown(name.slice(0, 200))}* in the browser, though not in step with others.`,
    ),
    components: [{ type: ComponentType.ActionRow, components: [link] }],
  }
}

function presentRefusal(reason: Refusal): APIInteractionResponseCallbackData {
  return onlyToTheAsker(refusalSentence(reason))
}
