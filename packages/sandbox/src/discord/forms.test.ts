import { type ChatInputCommandInteraction, Events, MessageFlags, type ModalSubmitInteraction, TextInputStyle } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { createManualClock } from '../testing/manual-clock.ts'
import { channelId, eventually, guest, type Json, manager, member, startSandbox } from '../testing/sandbox-under-test.ts'
import { cast } from './cast.ts'

const title = { type: 4, custom_id: 'title', style: TextInputStyle.Short, min_length: 3, max_length: 8 }
const labelled = (component: object, label = 'A field') => ({ type: 18, label, component })
const titleForm = { custom_id: 'rename', title: 'Rename', components: [labelled(title, 'Title')] }
const textOf = (value: string) => [{ type: 18, component: { type: 4, custom_id: 'title', value } }]

/** A real bot that answers `/rename` with a form, and whatever `onSubmit` does with it. */
async function withForm(
  form: Json = titleForm,
  onSubmit: (interaction: ModalSubmitInteraction) => unknown = (interaction) => interaction.reply('Renamed'),
  options: Parameters<typeof startSandbox>[0] = {},
) {
  const under = await startSandbox(options)
  const client = await under.bot()
  const command = await client.application.commands.create({ name: 'rename', description: 'Rename it' })
  const submitted: ModalSubmitInteraction[] = []
  const show = (interaction: ChatInputCommandInteraction) => interaction.showModal(form)
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand()) await show(interaction)
    if (interaction.isButton()) await interaction.showModal(form)
    if (!interaction.isModalSubmit()) return
    submitted.push(interaction)
    await onSubmit(interaction)
  })
  const ask = async (userId: string = member) => {
    await under.control('POST', `/members/${userId}/commands`, { channelId, commandId: command.id, options: [] })
    return eventually(() => under.sandbox.state().modals.find((modal) => modal.userId === userId))
  }
  const send = (interactionId: string, components: object[], userId: string = member) =>
    under.control('POST', `/members/${userId}/modals`, { interactionId, components })
  return { ...under, client, submitted, ask, send, messages: () => under.sandbox.state().messages }
}

describe('a form', () => {
  test('opens for the person who asked, is sent once, and its answer names the command', async () => {
    const { sandbox, submitted, ask, send, messages, rest } = await withForm()

    const modal = await ask()
    const stranger = await send(modal.interactionId, textOf('Biology'), guest)
    const sent = await send(modal.interactionId, textOf('Biology'))
    await eventually(() => messages().length === 1)
    const again = await send(modal.interactionId, textOf('Biology'))
    const { json } = await rest('GET', `/channels/${channelId}/messages/${messages()[0]?.id}`)

    expect(modal).toMatchObject({ customId: 'rename', title: 'Rename', components: [{ type: 18, id: 1, component: { ...title, id: 2 } }] })
    expect([stranger.status, sent.status, again.status]).toEqual([404, 202, 404])
    expect(submitted.map((one) => [one.customId, one.user.id, one.fields.getTextInputValue('title')])).toEqual([
      ['rename', member, 'Biology'],
    ])
    expect(sandbox.state().modals).toEqual([])
    expect(messages()).toMatchObject([{ content: 'Renamed', answers: { userId: member, label: '/rename' } }])
    expect(json.interaction_metadata).toMatchObject({ type: 5, triggering_interaction_metadata: { id: modal.interactionId, type: 2 } })
  })

  test.each([
    ['nothing', []],
    ['too little', textOf('ab')],
    ['too much', textOf('Philosophy')],
    ['a field that the form does not have', [{ type: 18, component: { type: 4, custom_id: 'other', value: 'Biology' } }]],
    ['a field of another type', [{ type: 18, component: { type: 3, custom_id: 'title', values: ['Biology'] } }]],
    ['a field twice', [...textOf('Biology'), ...textOf('History')]],
    ['a value of another kind', [{ type: 18, component: { type: 4, custom_id: 'title', value: 7 } }]],
  ])('with %s is not sent, and stays open', async (_, components) => {
    const { sandbox, submitted, ask, send } = await withForm()
    const modal = await ask()

    const refused = await send(modal.interactionId, components)

    expect(refused).toMatchObject({ status: 400, json: { code: 'form.wrong' } })
    expect(sandbox.state().modals).toHaveLength(1)
    expect(submitted).toEqual([])
  })

  test('counts characters as people do', async () => {
    const { submitted, ask, send } = await withForm()
    const modal = await ask()

    const short = await send(modal.interactionId, textOf('🎬🎬'))
    const sent = await send(modal.interactionId, textOf('🎬🎬🎬🎬🎬🎬🎬🎬'))
    await eventually(() => submitted.length === 1)

    expect([short.status, sent.status]).toEqual([400, 202])
  })

  test('closes without a word to the bot, however often', async () => {
    const { sandbox, control, submitted, ask } = await withForm()
    const { interactionId } = await ask()

    const close = () => control('DELETE', `/members/${member}/modals/${interactionId}`)
    const byStranger = await control('DELETE', `/members/${guest}/modals/${interactionId}`)
    const open = sandbox.state().modals.length
    const statuses = [(await close()).status, (await close()).status]

    expect([byStranger.status, open]).toEqual([204, 1])
    expect([statuses, sandbox.state().modals, submitted]).toEqual([[204, 204], [], []])
  })

  test('takes the place of an older one of the same person, and leaves others alone', async () => {
    const { sandbox, ask, send } = await withForm()
    const first = await ask()
    await ask(guest)

    await ask()
    const state = await eventually(() => {
      const { modals } = sandbox.state()
      return modals.every((modal) => modal.interactionId !== first.interactionId) && modals
    })

    const late = await send(first.interactionId, textOf('Biology'))

    expect(state.map((modal) => modal.userId).sort()).toEqual([member, guest])
    expect([late.status, sandbox.state().modals.length]).toEqual([404, 2])
  })

  test('carries choices of people, roles and channels in full, and ticks', async () => {
    const select = (type: number, more: object = {}) => labelled({ type, custom_id: `select-${type}`, ...more })
    const options = ['a', 'b'].map((value) => ({ label: value, value }))
    const form = {
      custom_id: 'poll',
      title: 'Poll',
      components: [
        { type: 10, content: 'Choose' },
        select(3, { options, max_values: 2 }),
        select(5),
        select(7, { max_values: 2 }),
        select(8, { required: false }),
      ],
    }
    const { ask, send, submitted } = await withForm(form)
    const modal = await ask()
    const answer = (type: number, ...values: string[]) => ({ type: 18, component: { type, custom_id: `select-${type}`, values } })
    const good = [answer(3, 'a', 'b'), answer(5, guest), answer(7, manager, cast.roles.staff.id)]

    const refusals = await Promise.all([
      send(modal.interactionId, [answer(3, 'c'), ...good.slice(1)]),
      send(modal.interactionId, [answer(3, 'a', 'a'), ...good.slice(1)]),
      send(modal.interactionId, [...good.slice(0, 1), answer(5, cast.roles.staff.id), ...good.slice(2)]),
      send(modal.interactionId, [...good.slice(0, 2), answer(7)]),
      send(modal.interactionId, [...good, answer(8, '1')]),
    ])
    const sent = await send(modal.interactionId, good)
    const [{ fields } = {}] = await eventually(() => submitted.length === 1 && submitted)

    expect([...refusals, sent].map(({ status }) => status)).toEqual([400, 400, 400, 400, 400, 202])
    expect(fields?.getStringSelectValues('select-3')).toEqual(['a', 'b'])
    expect(fields?.getSelectedUsers('select-5')?.map((user) => user.username)).toEqual(['gus'])
    expect(fields?.getSelectedMentionables('select-7')?.roles.map((role) => role?.name)).toEqual(['Staff'])
    expect(fields?.getSelectedChannels('select-8')).toBeNull()
  })

  test('of a button may edit the message that the button is in', async () => {
    const update = (interaction: ModalSubmitInteraction) => interaction.isFromMessage() && interaction.update({ content: 'Renamed' })
    const { rest, control, sandbox, send, messages } = await withForm(titleForm, update)
    const components = [{ type: 1, components: [{ type: 2, style: 1, custom_id: 'open', label: 'Rename' }] }]
    const { json } = await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'Old', components } })

    await control('POST', `/members/${member}/components`, { messageId: json.id, customId: 'open' })
    const [modal] = await eventually(() => sandbox.state().modals.length === 1 && sandbox.state().modals)
    await send(modal?.interactionId ?? '', textOf('Biology'))
    await eventually(() => messages()[0]?.content === 'Renamed')

    expect(messages()).toHaveLength(1)
  })

  test('of a command has no message to edit, and cannot open another form', async () => {
    const answers: Json[] = []
    const { client, ask, send, messages } = await withForm(titleForm, async (interaction) => {
      const callback = (body: object) =>
        client.rest
          .post(`/interactions/${interaction.id}/${interaction.token}/callback`, { auth: false, body })
          .catch((error: unknown) => error)
      for (const body of [{ type: 6 }, { type: 7, data: { content: 'x' } }, { type: 9, data: titleForm }])
        answers.push(await callback(body))
      await interaction.deferReply({ flags: MessageFlags.Ephemeral })
      await interaction.editReply('Later')
    })
    const modal = await ask()

    await send(modal.interactionId, textOf('Biology'))
    await eventually(() => messages()[0]?.content === 'Later')

    expect(answers).toMatchObject([{ code: 50035 }, { code: 50035 }, { code: 50035 }])
    expect(messages()).toMatchObject([{ onlyFor: member }])
  })

  test('that nobody answers says so after three seconds', async () => {
    const clock = createManualClock()
    const { ask, send, submitted, messages } = await withForm(titleForm, () => clock.advance(3_000), { clock })
    const modal = await ask()

    await send(modal.interactionId, textOf('Biology'))
    await eventually(() => submitted.length === 1 && messages().length === 1)

    expect(messages()).toMatchObject([{ state: 'failed', onlyFor: member }])
  })
})
