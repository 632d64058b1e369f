import { type AnyInteractionGateway, Client, Intents } from 'oceanic.js'
import { describe, expect, onTestFinished, test } from 'vitest'
import { channelId, eventually, manager, member, startSandbox } from '../testing/sandbox-under-test.ts'
import { throughReferee } from '../testing/through-referee.ts'
import { cast } from './cast.ts'

const launchRow = { type: 1 as const, components: [{ type: 2 as const, style: 1, customID: 'launch', label: 'Watch together' }] }
const formRow = { type: 1 as const, components: [{ type: 2 as const, style: 2, customID: 'rename', label: 'Rename' }] }
const menuRow = { type: 1 as const, components: [{ type: 5 as const, customID: 'invite' }] }
const rename = {
  customID: 'rename',
  title: 'Rename',
  components: [{ type: 18 as const, label: 'Title', component: { type: 4 as const, customID: 'title', style: 1 as const } }],
}

/** A ready oceanic.js client with `/watch`, and everything that went wrong in it. */
async function withWatch(onInteraction: (interaction: AnyInteractionGateway) => unknown) {
  const under = await startSandbox()
  const baseURL = await throughReferee(under)
  const auth = `Bot ${under.sandbox.environment.DISCORD_BOT_TOKEN}`
  const client = new Client({ auth, gateway: { intents: [Intents.GUILDS, Intents.GUILD_MESSAGES] }, rest: { baseURL } })
  const errors: unknown[] = []
  client.on('error', (error) => errors.push(error))
  client.on('warn', (warning) => errors.push(warning))
  client.on('interactionCreate', async (interaction) => {
    await Promise.resolve(onInteraction(interaction)).catch((error: unknown) => errors.push(error))
  })
  onTestFinished(() => client.disconnect(false))
  await client.connect()
  await eventually(() => client.ready)
  const command = await client.application.createGlobalCommand({
    type: 1,
    name: 'watch',
    description: 'Watch a video together',
    options: [{ type: 3, name: 'video', description: 'Which one', required: true, autocomplete: true }],
  })
  const act = (path: string, body: object, userId: string = member) => under.control('POST', `/members/${userId}/${path}`, body)
  const video = (more: object = {}) => ({
    channelId,
    commandId: command.id,
    options: [{ name: 'video', type: 3, value: '0_abc', ...more }],
  })
  return { ...under, client, errors, act, video, messages: () => under.sandbox.state().messages }
}

describe('a real oceanic.js client', () => {
  test('logs in, sees the guild, registers commands, and may not overwrite the entry point', async () => {
    const { client, errors } = await withWatch(() => undefined)

    const names = (await client.application.getGlobalCommands()).map((command) => command.name)
    const overwrite = client.application.bulkEditGlobalCommands([{ type: 1, name: 'watch', description: 'Watch' }])

    await expect(overwrite).rejects.toMatchObject({ code: 50240 })
    expect(client.guilds.map((guild) => guild.name)).toEqual([cast.guild.name, cast.filmClub.name])
    expect([names, errors]).toEqual([['launch', 'watch'], []])
  })

  test('suggests, answers with an embed and a button, and launches the activity from it', async () => {
    const launched: unknown[] = []
    const { act, video, messages, sandbox, errors } = await withWatch(async (interaction) => {
      if (interaction.isAutocompleteInteraction()) await interaction.result([{ name: 'Biology', value: '0_abc' }])
      if (interaction.isCommandInteraction())
        await interaction.createMessage({ embeds: [{ title: interaction.data.options.getString('video', true) }], components: [launchRow] })
      if (interaction.isComponentInteraction()) launched.push((await interaction.launchActivity()).resource)
    })

    const suggested = await act('autocomplete', video({ value: 'bio', focused: true }))
    await act('commands', video())
    const message = await eventually(() => messages()[0])
    await act('components', { messageId: message.id, customId: 'launch' }, manager)
    await eventually(() => launched.length === 1)

    expect(suggested.json).toEqual({ choices: [{ name: 'Biology', value: '0_abc' }] })
    expect(message).toMatchObject({ embeds: [{ title: '0_abc' }], answers: { label: '/watch' }, state: 'posted' })
    expect(launched).toMatchObject([{ activityInstance: { id: sandbox.state().instances[0]?.instanceId } }])
    expect(errors).toEqual([])
  })

  test('opens a form from a button and edits its message with what was filled in', async () => {
    const { act, video, messages, sandbox, errors } = await withWatch(async (interaction) => {
      if (interaction.isCommandInteraction()) await interaction.createMessage({ content: 'Biology', components: [formRow] })
      if (interaction.isComponentInteraction()) await interaction.createModal(rename)
      if (interaction.isModalSubmitInteraction())
        await interaction.editParent({ content: interaction.data.components.getTextInput('title', true) })
    })
    await act('commands', video())
    const message = await eventually(() => messages()[0])

    await act('components', { messageId: message.id, customId: 'rename' })
    const modal = await eventually(() => sandbox.state().modals[0])
    const components = [{ type: 18, component: { type: 4, custom_id: 'title', value: 'Cells' } }]
    await act('modals', { interactionId: modal.interactionId, components })
    await eventually(() => messages()[0]?.content === 'Cells')

    expect([messages().length, sandbox.state().modals, errors]).toEqual([1, [], []])
  })

  test('learns who was chosen in a menu, defers, and follows up for one person', async () => {
    const { act, video, messages, errors } = await withWatch(async (interaction) => {
      if (interaction.isCommandInteraction()) {
        await interaction.defer()
        await interaction.editOriginal({ content: 'Whom?', components: [menuRow] })
      }
      if (!interaction.isComponentInteraction() || !('values' in interaction.data)) return
      await interaction.deferUpdate()
      const names = interaction.data.values.getUsers(true).map((user) => user.username)
      await interaction.createFollowup({ content: names.join(), flags: 64 })
    })
    await act('commands', video())
    const message = await eventually(() => messages()[0]?.state === 'posted' && messages()[0])

    await act('components', { messageId: message.id, customId: 'invite', values: [manager] })
    await eventually(() => messages().length === 2)

    expect(messages()).toMatchObject([
      { content: 'Whom?', onlyFor: null },
      { content: 'mara', onlyFor: member },
    ])
    expect(errors).toEqual([])
  })
})
