import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework'
import type { ButtonInteraction } from 'discord.js'
import { offerWatch } from '../watch/offer-watch.ts'
import { presentInstead, presentLaunch } from '../watch/present-watch.ts'
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
    const launched = await interaction.launchActivity({ withResponse: true }).then(
      ({ resource }) => ({ kind: 'launched' as const, instanceId: resource?.activityInstance?.id }),
      (error: unknown) => ({ kind: 'refused' as const, reason: error instanceof Error ? error.name : 'unknown' }),
    )
    if (launched.kind === 'refused') return this.#instead(interaction, entryId, launched.reason)
    if (!launched.instanceId) return
    const input = toCommandInput(interaction)
    const outcome = await recordLaunch(this.container.kaltura.api, input, { entryId, instanceId: launched.instanceId })
    logFailure(this.container.logger, 'Watch Together', outcome)
    const message = presentLaunch(outcome, input.locale)
    if (message) await interaction.followUp(toReply(message))
  }

  /** `reason` is the name of the error alone: its address holds the interaction's token. */
  async #instead(interaction: ButtonInteraction, entryId: string, reason: string): Promise<void> {
    this.container.logger.warn(`Discord did not start the Activity: ${reason}`)
    const input = toCommandInput(interaction)
    const offer = await offerWatch(this.container.kaltura.api, input, entryId)
    logFailure(this.container.logger, 'Watch Together', offer)
    await interaction.reply(toReply(presentInstead(offer, input.locale)))
  }
}
