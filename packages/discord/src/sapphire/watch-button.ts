import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework'
import type { ButtonInteraction } from 'discord.js'
import { presentLaunch } from '../watch/present-watch.ts'
import { recordLaunch } from '../watch/record-launch.ts'
import { entryOfWatchButton } from '../watch/watch-button.ts'
import { toCommandInput } from './command-input.ts'
import { logFailure } from './log-failure.ts'
import { toReply } from './to-reply.ts'

/** *Watch Together* on Sapphire. */
export class WatchButton extends InteractionHandler {
  constructor(context: InteractionHandler.LoaderContext, options: InteractionHandler.Options) {
    super(context, { ...options, interactionHandlerType: InteractionHandlerTypes.Button })
  }

  override parse(interaction: ButtonInteraction): ReturnType<InteractionHandler['parse']> {
    const entryId = interaction.inGuild() ? entryOfWatchButton(interaction.customId) : undefined
    return entryId ? this.some(entryId) : this.none()
  }

  override async run(interaction: ButtonInteraction, entryId: string): Promise<void> {
    // Discord takes a launch only as the first answer, so it goes out before anything is asked.
    const { resource } = await interaction.launchActivity({ withResponse: true })
    const instanceId = resource?.activityInstance?.id
    if (!instanceId) return
    const outcome = await recordLaunch(this.container.kaltura.api, toCommandInput(interaction), { entryId, instanceId })
    logFailure(this.container.logger, 'Watch Together', outcome)
    const message = presentLaunch(outcome)
    if (message) await interaction.followUp(toReply(message))
  }
}
