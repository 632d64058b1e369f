import type { Locale } from '@kaltura-discord/core/messages'
import { type ApplicationCommandRegistry, Command } from '@sapphire/framework'
import { type AutocompleteInteraction, type ChatInputCommandInteraction, MessageFlags } from 'discord.js'
import type { CommandInput } from '../commands/command-input.ts'
import { kalturaCommand } from '../commands/definitions.ts'
import { endGrant, type GrantTarget, giveGrant, presentGrant } from '../grant/give-grant.ts'
import { grantedAction } from '../grant/granted-action.ts'
import { beginLink, presentLink, unlink } from '../link/link-account.ts'
import { offerWatch } from '../watch/offer-watch.ts'
import { presentOffer } from '../watch/present-watch.ts'
import { suggestEntries } from '../watch/suggest-entries.ts'
import { toCommandInput } from './command-input.ts'
import { deliver } from './deliver.ts'
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
    await deliver(this.container.logger, 'Suggestions', () => interaction.respond(choices))
  }

  override async chatInputRun(interaction: ChatInputCommandInteraction): Promise<void> {
    const { api } = this.container.kaltura
    const input = toCommandInput(interaction)
    switch (interaction.options.getSubcommand()) {
      case 'watch':
        return this.#watch(interaction, input)
      case 'link':
        return this.#change(interaction, input, () => beginLink(api, input), presentLink)
      case 'unlink':
        return this.#change(interaction, input, () => unlink(api, input), presentLink)
      case 'grant': {
        const minutes = interaction.options.getInteger('time', true)
        return this.#change(interaction, input, () => giveGrant(api, input, targetOf(interaction), minutes, Date.now()), presentGrant)
      }
      case 'revoke':
        return this.#change(interaction, input, () => endGrant(api, input, targetOf(interaction)), presentGrant)
    }
  }

  /** Whether everybody or only the asker sees the answer is known once it is there, so nothing is said before. */
  async #watch(interaction: ChatInputCommandInteraction, input: CommandInput): Promise<void> {
    const offer = await offerWatch(this.container.kaltura.api, input, interaction.options.getString('video', true))
    logFailure(this.container.logger, nameOf(interaction), offer)
    await deliver(this.container.logger, nameOf(interaction), () => interaction.reply(toReply(presentOffer(offer, input.locale))))
  }

  /** Changes something only once Discord has heard of us: of what comes twice, or too late, nothing is changed that nobody would be told of. */
  async #change<Outcome extends { kind: string }>(
    interaction: ChatInputCommandInteraction,
    { locale }: CommandInput,
    ask: () => Promise<Outcome>,
    present: (outcome: Outcome, locale: Locale) => Reply,
  ): Promise<void> {
    const { logger } = this.container
    const what = nameOf(interaction)
    if (!(await deliver(logger, what, () => interaction.deferReply({ flags: MessageFlags.Ephemeral })))) return
    const outcome = await ask()
    logFailure(logger, what, outcome)
    const { flags: _, ...reply } = toReply(present(outcome, locale)) // only the asker sees what follows
    await deliver(logger, what, () => interaction.editReply(reply))
  }
}

function nameOf({ options }: ChatInputCommandInteraction): string {
  return `/kaltura ${options.getSubcommand()}`
}

function targetOf({ options }: ChatInputCommandInteraction): GrantTarget {
  const action = grantedAction(options.getString('action', true))
  if (!action) throw new TypeError('This interaction names an action that /kaltura does not offer.')
  return { userId: options.getUser('member', true).id, action }
}
