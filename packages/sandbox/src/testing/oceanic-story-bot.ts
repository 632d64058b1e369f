import { type AnyInteractionGateway, Client, Intents } from 'oceanic.js'
import { onTestFinished } from 'vitest'
import { type CreateStoryBot, storyCommands } from './bot-story.ts'
import { eventually } from './sandbox-under-test.ts'
import { throughReferee } from './through-referee.ts'

const ephemeral = 1 << 6
const componentsV2 = 1 << 15
const button = (customID: string, label: string) => ({ type: 2 as const, style: 1 as const, customID, label })
const rows = [
  { type: 1 as const, components: [button('launch', 'Watch together'), button('rename', 'Rename')] },
  { type: 1 as const, components: [{ type: 5 as const, customID: 'invite', placeholder: 'Invite' }] },
]
const form = {
  customID: 'rename',
  title: 'Rename',
  components: [{ type: 18 as const, label: 'Title', component: { type: 4 as const, customID: 'title', style: 1 as const } }],
}

/** The bot of the story, written with oceanic.js. */
export const createOceanicBot: CreateStoryBot = async (under) => {
  const launched: (string | undefined)[] = []
  const errors: unknown[] = []
  const auth = `Bot ${under.sandbox.environment.DISCORD_BOT_TOKEN}`
  const rest = { baseURL: await throughReferee(under) }
  const client = new Client({ auth, gateway: { intents: [Intents.GUILDS, Intents.GUILD_MESSAGES] }, rest })
  client.on('error', (error) => errors.push(error))
  client.on('warn', (warning) => errors.push(warning))
  client.on('interactionCreate', (interaction) => void answer(interaction).catch((error: unknown) => errors.push(error)))
  onTestFinished(() => client.disconnect(false))
  await client.connect()
  await eventually(() => client.ready)
  for (const command of storyCommands)
    await client.application.createGlobalCommand({ ...command, options: 'options' in command ? [...command.options] : [] })
  return { launched, errors }

  async function answer(interaction: AnyInteractionGateway): Promise<unknown> {
    if (interaction.isAutocompleteInteraction()) {
      const { value } = interaction.data.options.getFocused(true)
      return interaction.result([{ name: `About ${value}`, value: '0_abc' }])
    }
    if (interaction.isModalSubmitInteraction())
      return interaction.editParent({ content: interaction.data.components.getTextInput('title', true) })
    if (interaction.isComponentInteraction()) {
      if ('values' in interaction.data) {
        const users = interaction.data.values.getUsers(true)
        return interaction.createMessage({ content: users.map((user) => user.username).join(), flags: ephemeral })
      }
      if (interaction.data.customID === 'rename') return interaction.createModal(form)
      // oceanic.js types the one instance as a list.
      const { resource } = await interaction.launchActivity()
      return launched.push([resource?.activityInstance ?? []].flat()[0]?.id)
    }
    if (!interaction.isCommandInteraction()) return undefined
    if (interaction.data.name === 'watch')
      return interaction.createMessage({ content: interaction.data.options.getString('video', true), components: rows })
    if (interaction.data.name === 'card')
      return interaction.createMessage({ flags: componentsV2, components: [{ type: 10, content: 'A card' }] })
    await interaction.defer()
    await interaction.editOriginal({ content: 'Found' })
    const oops = await interaction.createFollowup({ content: 'Oops' })
    await interaction.deleteFollowup(oops.message.id)
    return interaction.createFollowup({ content: 'Only you', flags: ephemeral })
  }
}
