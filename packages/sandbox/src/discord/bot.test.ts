import { ApplicationCommandType, ButtonStyle, type Client, ComponentType, Events, MessageFlags, SlashCommandBuilder } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { channelId, eventually, guest, manager, member, type SandboxUnderTest, startSandbox } from '../testing/sandbox-under-test.ts'

const watch = new SlashCommandBuilder()
  .setName('watch')
  .setDescription('Watch a video together')
  .setDescriptionLocalizations({ de: 'Ein Video gemeinsam sehen' })
  .addStringOption((option) => option.setName('video').setDescription('Which one').setRequired(true).setAutocomplete(true))
  .toJSON()

const launchButton = {
  type: ComponentType.ActionRow,
  components: [{ type: ComponentType.Button, customId: 'launch:0_abc', label: 'Watch together', style: ButtonStyle.Primary }],
} as const

/** A ready bot that has registered `/watch`, and a way to use it. */
async function withWatch(
  options: Parameters<typeof startSandbox>[0] = {},
): Promise<SandboxUnderTest & { client: Client<true>; commandId: string }> {
  const under = await startSandbox(options)
  const client = await under.bot()
  const command = await client.application.commands.create(watch)
  return { ...under, client, commandId: command.id }
}

const use = (under: SandboxUnderTest & { commandId: string }, userId: string = manager) =>
  under.control('POST', `/members/${userId}/commands`, {
    channelId,
    commandId: under.commandId,
    options: [{ name: 'video', type: 3, value: '0_abc' }],
  })

describe('a real discord.js client', () => {
  test('logs in, sees its guilds, and is shown as online until it leaves', async () => {
    const { bot, sandbox } = await startSandbox()

    const client = await bot()

    expect(client.guilds.cache.map((guild) => guild.name)).toEqual(['Kaltura University', 'Film Club'])
    expect(client.application.id).toBe(sandbox.environment.DISCORD_APPLICATION_ID)
    expect(sandbox.state().bot.online).toBe(true)
    await client.destroy()
    await eventually(() => !sandbox.state().bot.online)
  })

  test('may not bulk-overwrite its commands without the entry point, and may with it', async () => {
    const { bot } = await startSandbox()
    const client = await bot()

    await expect(client.application.commands.set([watch])).rejects.toMatchObject({ code: 50240 })
    const before = (await client.application.commands.fetch()).map((command) => [command.name, command.handler])
    const both = await client.application.commands.set([
      watch,
      { type: ApplicationCommandType.PrimaryEntryPoint, name: 'launch', description: 'Open', handler: 1 },
    ])

    expect(before).toEqual([['launch', 2]])
    expect(both.map((command) => [command.name, command.handler])).toEqual([
      ['watch', null],
      ['launch', 1],
    ])
  })

  test('answers a slash command with an embed and a button, which everyone sees', async () => {
    const under = await withWatch()
    under.client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand())
        void interaction.reply({
          embeds: [{ title: interaction.options.getString('video', true), fields: [{ name: 'Length', value: '1 h' }] }],
          components: [launchButton],
        })
    })

    const started = await use(under, member)
    const message = await eventually(() => under.sandbox.state().messages.at(-1))

    expect(started.status).toBe(202)
    expect(message).toMatchObject({
      author: { bot: true },
      embeds: [{ type: 'rich', title: '0_abc', fields: [{ name: 'Length', value: '1 h', inline: false }] }],
      components: [{ type: 1, components: [{ custom_id: 'launch:0_abc' }] }],
      onlyFor: null,
      answers: { userId: member, userName: 'Tom', label: '/watch' },
      state: 'posted',
    })
  })

  test('knows who asked: the name, the roles and what those may do', async () => {
    const under = await withWatch()
    const asked = new Promise<bigint[]>((resolve) => {
      const seen: bigint[] = []
      under.client.on(Events.InteractionCreate, (interaction) => {
        seen.push(interaction.memberPermissions?.bitfield ?? 0n)
        if (seen.length === 2) resolve(seen)
        if (interaction.isRepliable()) void interaction.reply({ content: 'ok', flags: MessageFlags.Ephemeral })
      })
    })

    await use(under, manager)
    await use(under, guest)
    const [ofManager = 0n, ofGuest = 0n] = await asked
    await eventually(() => under.sandbox.state().messages.length === 2)

    const manageGuild = 1n << 5n
    const administrator = 1n << 3n
    expect([ofManager & manageGuild, ofManager & administrator]).toEqual([manageGuild, 0n])
    expect(ofGuest & manageGuild).toBe(0n)
    expect(under.sandbox.state().messages.map((message) => message.onlyFor)).toEqual([manager, guest])
  })

  test('suggests while a person types', async () => {
    const under = await withWatch()
    under.client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isAutocomplete()) void interaction.respond([{ name: `About ${interaction.options.getFocused()}`, value: '0_abc' }])
    })

    const { json } = await under.control('POST', `/members/${manager}/autocomplete`, {
      channelId,
      commandId: under.commandId,
      options: [{ name: 'video', type: 3, value: 'biol', focused: true }],
    })

    expect(json).toEqual({ choices: [{ name: 'About biol', value: '0_abc' }] })
  })

  test('launches the activity from a button, learns its instance, and finds who is in it until the last one leaves', async () => {
    const under = await withWatch()
    const launched: (string | undefined)[] = []
    under.client.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isChatInputCommand()) await interaction.reply({ content: 'Ready?', components: [launchButton] })
      if (interaction.isButton()) {
        const { resource } = await interaction.launchActivity({ withResponse: true })
        launched.push(resource?.activityInstance?.id)
      }
    })
    await use(under)
    const message = await eventually(() => under.sandbox.state().messages.at(-1))
    const click = (userId: string) =>
      under.control('POST', `/members/${userId}/components`, { messageId: message.id, customId: 'launch:0_abc' })

    await click(manager)
    await eventually(() => launched.length === 1)
    await click(member)
    await eventually(() => launched.length === 2)
    const [instanceId = ''] = launched
    const instance = await under.client.application.fetchActivityInstance(instanceId)

    expect(launched).toEqual([instanceId, instanceId])
    expect(instance.instanceId).toBe(instanceId)
    expect(under.sandbox.state().instances[0]?.frames.map((frame) => frame.userId)).toEqual([manager, member])

    await under.control('POST', `/members/${manager}/instances/${instanceId}/leave`)
    const fewer = await under.rest('GET', `/applications/${under.client.application.id}/activity-instances/${instanceId}`)
    await under.control('POST', `/members/${member}/instances/${instanceId}/leave`)
    const gone = await under.rest('GET', `/applications/${under.client.application.id}/activity-instances/${instanceId}`)
    expect(fewer.json.users).toEqual([member])
    expect(gone.status).toBe(404)
  })

  test('cannot answer twice', async () => {
    const under = await withWatch()
    const second = new Promise<unknown>((resolve) => {
      under.client.on(Events.InteractionCreate, async (interaction) => {
        if (!interaction.isChatInputCommand()) return
        await interaction.reply('once')
        resolve(
          await under.client.rest
            .post(`/interactions/${interaction.id}/${interaction.token}/callback`, { auth: false, body: { type: 5 } })
            .catch((error: unknown) => error),
        )
      })
    })

    await use(under)

    expect(await second).toMatchObject({ code: 40060, status: 400 })
  })

  test('cannot answer after three seconds, and only the person who asked is told', async () => {
    const clock = createManualClock()
    const under = await withWatch({ clock })
    const late = new Promise<unknown>((resolve) => {
      under.client.on(Events.InteractionCreate, async (interaction) => {
        if (!interaction.isChatInputCommand()) return
        clock.advance(3_000)
        resolve(await interaction.reply('late').catch((error: unknown) => error))
      })
    })

    await use(under, member)

    expect(await late).toMatchObject({ code: 10062, status: 404 })
    expect(under.sandbox.state().messages).toMatchObject([{ content: 'The application did not respond', state: 'failed', onlyFor: member }])
  })

  test('defers, then edits "thinking…" into its reply and follows up', async () => {
    const under = await withWatch()
    const states: string[] = []
    under.client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return
      await interaction.deferReply()
      states.push(...under.sandbox.state().messages.map((message) => message.state))
      await interaction.editReply({ content: 'Found it' })
      await interaction.followUp({ content: 'Only for you', flags: MessageFlags.Ephemeral })
    })

    await use(under, member)
    await eventually(() => under.sandbox.state().messages.length === 2)

    expect(states).toEqual(['thinking'])
    expect(under.sandbox.state().messages).toMatchObject([
      { content: 'Found it', state: 'posted', onlyFor: null, editedAtMs: null },
      { content: 'Only for you', onlyFor: member },
    ])
  })

  test('resumes after a dropped connection and hears what it missed', async () => {
    const under = await withWatch()
    const heard: string[] = []
    const resumed = new Promise((resolve) => under.client.once(Events.ShardResume, resolve))
    under.client.on(Events.InteractionCreate, async (interaction) => {
      if (!interaction.isChatInputCommand()) return
      heard.push(interaction.user.username)
      await interaction.reply('back')
    })

    under.sandbox.discord.gateway.drop(4000)
    await eventually(() => !under.sandbox.state().bot.online)
    await use(under, guest)
    await resumed
    await eventually(() => under.sandbox.state().messages.at(-1)?.content === 'back')

    expect(heard).toEqual(['gus'])
  })
})
