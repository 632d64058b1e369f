import { InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework'
import type { ButtonInteraction } from 'discord.js'
import { offerWatch } from '../watch/offer-watch.ts'
import { presentInstead, presentLaunch } from '../watch/present-watch.ts'
import { recordLaunch } from '../watch/record-launch.ts'
import { entryOfWatchButton } from '../watch/watch-button.ts'
import { toCommandInput } from './command-input.ts'
import { deliver, isUntimely, reasonOf } from './deliver.ts'
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
      (error: unknown) => ({ kind: 'refused' as const, error }),
    )
    if (launched.kind === 'refused') return this.#instead(interaction, entryId, launched.error)
    if (!launched.instanceId) return
    const input = toCommandInput(interaction)
    const outcome = await recordLaunch(this.container.kaltura.api, input, { entryId, instanceId: launched.instanceId })
    logFailure(this.container.logger, 'Watch Together', outcome)
    const message = presentLaunch(outcome, input.locale)
    if (message) await deliver(this.container.logger, 'Watch Together', () => interaction.followUp(toReply(message)))
  }

  async #instead(interaction: ButtonInteraction, entryId: string, error: unknown): Promise<void> {
    this.container.logger.warn(`Discord did not start the Activity: ${reasonOf(error)}`)
    if (isUntimely(error)) return
    const input = toCommandInput(interaction)
    const offer = await offerWatch(this.container.kaltura.api, input, entryId)
    logFailure(this.container.logger, 'Watch Together', offer)
    await deliver(this.container.logger, 'Watch Together', () => interaction.reply(toReply(presentInstead(offer, input.locale))))
  }
}
