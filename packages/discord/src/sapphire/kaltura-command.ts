import { type ApplicationCommandRegistry, Command } from '@sapphire/framework'
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js'
import { kalturaCommand } from '../commands/definitions.ts'
import { beginLink, presentLink, unlink } from '../link/link-account.ts'
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
    const { api } = this.container.kaltura
    const input = toCommandInput(interaction)
    const subcommand = interaction.options.getSubcommand()
    if (subcommand === 'watch') {
      const outcome = await offerWatch(api, input, interaction.options.getString('video', true))
      logFailure(this.container.logger, '/kaltura watch', outcome)
      await interaction.reply(toReply(presentOffer(outcome)))
    } else {
      const outcome = await (subcommand === 'unlink' ? unlink(api, input) : beginLink(api, input))
      logFailure(this.container.logger, `/kaltura ${subcommand}`, outcome)
      await interaction.reply(toReply(presentLink(outcome)))
    }
  }
}
