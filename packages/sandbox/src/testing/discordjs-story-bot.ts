import {
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  Events,
  type Interaction,
  MessageFlags,
} from 'discord.js'
import { type CreateStoryBot, storyCommands } from './bot-story.ts'

const button = (customId: string, label: string) => ({ type: 2, style: 1, customId, label }) as const
const rows = [
  { type: 1, components: [button('launch', 'Watch together'), button('rename', 'Rename')] },
  { type: 1, components: [{ type: 5, customId: 'invite', placeholder: 'Invite' }] },
] as const
const title: APITextInputComponent = { type: 4, custom_id: 'title', style: 1 }
const form: APIModalInteractionResponseCallbackData = {
  custom_id: 'rename',
  title: 'Rename',
  components: [{ type: 18, label: 'Title', component: title }],
}

/** The bot of the story, written with discord.js. */
export const createDiscordJsBot: CreateStoryBot = async (under) => {
  const launched: (string | undefined)[] = []
  const errors: unknown[] = []
  const client = await under.bot()
  client.on(Events.Error, (error) => errors.push(error))
  client.on(Events.InteractionCreate, (interaction) => void answer(interaction).catch((error: unknown) => errors.push(error)))
  for (const command of storyCommands)
    await client.application.commands.create({ ...command, options: 'options' in command ? [...command.options] : [] })
  return { launched, errors }

  async function answer(interaction: Interaction): Promise<unknown> {
    if (interaction.isAutocomplete()) return interaction.respond([{ name: `About ${interaction.options.getFocused()}`, value: '0_abc' }])
    if (interaction.isUserSelectMenu())
      return interaction.reply({ content: interaction.users.map((user) => user.username).join(), flags: MessageFlags.Ephemeral })
    if (interaction.isModalSubmit() && interaction.isFromMessage())
      return interaction.update({ content: interaction.fields.getTextInputValue('title') })
    if (interaction.isButton() && interaction.customId === 'rename') return interaction.showModal(form)
    if (interaction.isButton())
      return launched.push((await interaction.launchActivity({ withResponse: true })).resource?.activityInstance?.id)
    if (!interaction.isChatInputCommand()) return undefined
    if (interaction.commandName === 'watch')
      return interaction.reply({ content: interaction.options.getString('video', true), components: rows })
    if (interaction.commandName === 'card')
      return interaction.reply({ flags: MessageFlags.IsComponentsV2, components: [{ type: 10, content: 'A card' }] })
    await interaction.deferReply()
    await interaction.editReply('Found')
    const oops = await interaction.followUp('Oops')
    await interaction.deleteReply(oops)
    return interaction.followUp({ content: 'Only you', flags: MessageFlags.Ephemeral })
  }
}
