import type { Locale } from '@kaltura-discord/core/messages'
import { type ApplicationCommandRegistry, Command } from '@sapphire/framework'
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js'
import { kalturaCommand } from '../commands/definitions.ts'
import { endGrant, type GrantTarget, giveGrant, presentGrant } from '../grant/give-grant.ts'
import { grantedAction } from '../grant/granted-action.ts'
import { beginLink, presentLink, unlink } from '../link/link-account.ts'
import { offerWatch } from '../watch/offer-watch.ts'
import { presentOffer } from '../watch/present-watch.ts'
import { suggestEntries } from '../watch/suggest-entries.ts'
import { toCommandInput } from './command-input.ts'
import { logFailure } from './log-failure.ts'
import { toReply } from './to-reply.ts'

type Reply = Parameters<typeof toReply>[0]

/** `/kaltura` on Sapphire. */
export class KalturaCommand extends Command {
  override registerApplicationCommands(registry: ApplicationCommandRegistry): void {
    // Of the names that Discord has for things Sapphire knows this one by its own.
    registry.registerChatInputCommand({ ...kalturaCommand, descriptionLocalizations: kalturaCommand.description_localizations })
  }

  override async autocompleteRun(interaction: AutocompleteInteraction): Promise<void> {
    const choices = interaction.guildId
      ? await suggestEntries(this.container.kaltura.api, toCommandInput(interaction), interaction.options.getFocused())
      : []
    await interaction.respond(choices)
  }

  override async chatInputRun(interaction: ChatInputCommandInteraction): Promise<void> {
    const { api } = this.container.kaltura
    const input = toCommandInput(interaction)
    const subcommand = interaction.options.getSubcommand()
    const answer = async <Outcome extends { kind: string }>(
      asked: Promise<Outcome>,
      present: (outcome: Outcome, locale: Locale) => Reply,
    ) => {
      const outcome = await asked
      logFailure(this.container.logger, `/kaltura ${subcommand}`, outcome)
      await interaction.reply(toReply(present(outcome, input.locale)))
    }
    switch (subcommand) {
      case 'watch':
        return answer(offerWatch(api, input, interaction.options.getString('video', true)), presentOffer)
      case 'link':
        return answer(beginLink(api, input), presentLink)
      case 'unlink':
        return answer(unlink(api, input), presentLink)
      case 'grant':
        return answer(giveGrant(api, input, targetOf(interaction), interaction.options.getInteger('time', true), Date.now()), presentGrant)
      case 'revoke':
        return answer(endGrant(api, input, targetOf(interaction)), presentGrant)
    }
  }
}

function targetOf({ options }: ChatInputCommandInteraction): GrantTarget {
  const action = grantedAction(options.getString('action', true))
  if (!action) throw new TypeError('This interaction names an action that /kaltura does not offer.')
  return { userId: options.getUser('member', true).id, action }
}
