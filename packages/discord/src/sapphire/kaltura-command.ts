import { type ApplicationCommandRegistry, Command } from '@sapphire/framework'
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js'
import { kalturaCommand } from '../commands/definitions.ts'
import { offerWatch } from '../watch/offer-watch.ts'
import { presentOffer } from '../watch/present-watch.ts'
import { suggestEntries } from '../watch/suggest-entries.ts'
import { toCommandInput } from './command-input.ts'
import { logFailure } from './log-failure.ts'
import { toReply } from './to-reply.ts'

/** `/kaltura` on Sapphire. */
export class KalturaCommand extends Command {
  override registerApplicationCommands(registry: ApplicationCommandRegistry): void {
    registry.registerChatInputCommand(kalturaCommand)
  }

  override async autocompleteRun(interaction: AutocompleteInteraction): Promise<void> {
    const choices = interaction.guildId
      ? await suggestEntries(this.container.kaltura.api, toCommandInput(interaction), interaction.options.getFocused())
      : []
    await interaction.respond(choices)
  }

  override async chatInputRun(interaction: ChatInputCommandInteraction): Promise<void> {
    const outcome = await offerWatch(this.container.kaltura.api, toCommandInput(interaction), interaction.options.getString('video', true))
    logFailure(this.container.logger, '/kaltura watch', outcome)
    await interaction.reply(toReply(presentOffer(outcome)))
  }
}
