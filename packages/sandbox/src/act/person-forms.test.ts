import { type BaseInteraction, type Client, Events, GatewayIntentBits, type Message } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { guest, type Json, startSandbox } from '../testing/sandbox-under-test.ts'

const lectures = [
  { label: 'Lecture 1', value: '0_one' },
  { label: 'Lecture 2', value: '0_two', default: true },
]
const lectureMenu = { type: 3, custom_id: 'pick', placeholder: 'Pick a lecture', options: lectures, max_values: 2 }
const menus = {
  content: 'Choose',
  components: [lectureMenu, { type: 5, custom_id: 'whom' }, { type: 5, custom_id: 'off', disabled: true }].map((menu) => ({
    type: 1,
    components: [menu],
  })),
}
const label = (text: string, component: object) => ({ type: 18, label: text, component })
const form = {
  custom_id: 'report',
  title: 'Report',
  components: [
    label('What happened?', { type: 4, custom_id: 'what', style: 2, value: 'It stopped.', max_length: 20 }),
    label('Which lectures?', { type: 3, custom_id: 'which', options: lectures, max_values: 2 }),
    label('How bad?', { type: 21, custom_id: 'bad', options: lectures, required: false }),
    label('Tell me', { type: 23, custom_id: 'tell' }),
  ],
}

/** A real bot with the command `/show`, whose answer is `answer`, and what it heard after that. */
async function withShow(answer: (interaction: BaseInteraction & Json) => unknown) {
  const under = await startSandbox()
  const client = await under.bot()
  await client.application.commands.create({ name: 'show', description: 'Show it' })
  const heard: Json[] = []
  client.on(Events.InteractionCreate, async (interaction: BaseInteraction & Json) => {
    if (interaction.isChatInputCommand()) return answer(interaction)
    heard.push(interaction)
    await interaction.reply({ content: 'Thanks' })
  })
  const tom = under.sandbox.as('member')
  return { ...under, client, heard, tom, reply: await tom.use('/show') }
}

describe('a person and a menu', () => {
  test('chooses options by what they read or by their value, and people by their ids', async () => {
    const { heard, tom, reply } = await withShow((interaction) => interaction.reply(menus))

    const answered = await tom.choose(reply, 'Pick a lecture', ['Lecture 1', '0_two'])
    await tom.choose(reply, 'whom', guest)

    expect(answered).toMatchObject({ kind: 'message', message: { content: 'Thanks' } })
    expect(heard.map((interaction) => interaction.values)).toEqual([['0_one', '0_two'], [guest]])
    expect(heard[1].members.first().displayName).toBe('Gus')
  })

  test.each([
    ['Pick a film', ['x'], 'The message has no menu "Pick a film". It has: Pick a lecture, whom, off.'],
    ['pick', ['Lecture 3'], 'Something is chosen that was not offered.'],
    ['whom', [], 'Choose from 1 to 1.'],
    ['off', [guest], 'The menu "off" is disabled.'],
  ])('cannot choose in %s %j', async (menu, values, why) => {
    const { tom, reply } = await withShow((interaction) => interaction.reply(menus))

    await expect(tom.choose(reply, menu, values)).rejects.toMatchObject({ code: 'sandbox.cannot-act', message: why })
  })
})

describe('a person and a form', () => {
  test('fills in fields by their labels or ids, and what they leave out stays as the bot preset it', async () => {
    const { heard, tom, reply, sandbox } = await withShow((interaction) => interaction.showModal(form))

    const answered = await tom.fill(reply, { 'How bad?': 'Lecture 1', tell: true })

    const { fields } = heard[0]
    expect(answered).toMatchObject({ kind: 'message', message: { content: 'Thanks' } })
    expect([fields.getTextInputValue('what'), fields.getStringSelectValues('which')]).toEqual(['It stopped.', ['0_two']])
    expect([fields.getField('bad').value, fields.getField('tell').value]).toEqual(['0_one', true])
    expect(sandbox.state().modals).toEqual([])
  })

  test.each([
    [{ Name: 'x' }, 'The form has no field "Name". It has: What happened?, Which lectures?, How bad?, Tell me.'],
    [{ what: 'It stopped in the middle.' }, 'What happened?: Must be 20 or fewer in length.'],
    [{ which: ['Lecture 3'] }, 'Which lectures?: Something is chosen that was not offered.'],
    [{ what: ['two', 'texts'] }, 'The form was filled in with something else than its fields take.'],
  ])('cannot send %j, and the form stays open', async (values, why) => {
    const { tom, reply, sandbox } = await withShow((interaction) => interaction.showModal(form))

    await expect(tom.fill(reply, values)).rejects.toMatchObject({ code: 'sandbox.cannot-act', message: why })
    expect(sandbox.state().modals).toHaveLength(1)
  })

  test('fills in the rows that forms were made of before labels', async () => {
    const row = { type: 1, components: [{ type: 4, custom_id: 'name', style: 1, label: 'Name' }] }
    const { heard, tom, reply } = await withShow((interaction) => interaction.showModal({ ...form, components: [row] }))

    await tom.fill(reply, { Name: 'Cells' })

    expect(heard[0].fields.getTextInputValue('name')).toBe('Cells')
  })

  test('is closed by its person without a word to the bot, twice if they like, and cannot be sent then', async () => {
    const { heard, tom, reply, sandbox } = await withShow((interaction) => interaction.showModal(form))

    tom.dismiss(reply)
    tom.dismiss(reply)

    await expect(tom.fill(reply, {})).rejects.toThrow('Tom has no such form open.')
    expect([sandbox.state().modals, heard]).toEqual([[], []])
  })
})

describe('a person and a command of a menu', () => {
  const menuCommands = [
    { type: 2, name: 'Who is this?' },
    { type: 3, name: 'Find the video', defaultMemberPermissions: '32' },
  ]
  /** Also has the two commands of menus. */
  async function withMenus() {
    const shown = await withShow((interaction) => interaction.reply('Shown'))
    await shown.client.application.commands.create(menuCommands[0] as Json)
    await shown.client.application.commands.create(menuCommands[1] as Json)
    return shown
  }

  test('uses it on another person', async () => {
    const { heard, tom, sandbox } = await withMenus()

    const answered = await tom.useOn(sandbox.as('guest'), 'Who is this?')

    expect(answered.message?.answers?.label).toBe('Who is this?')
    expect([heard[0].targetUser.username, heard[0].targetMember.displayName]).toEqual(['gus', 'Gus'])
  })

  test('uses it on a message, which the bot gets in full', async () => {
    const { heard, reply, sandbox } = await withMenus()

    await sandbox.as('manager').useOn(reply, 'Find the video')

    expect(heard[0].targetMessage).toMatchObject({ id: reply.message?.id, content: 'Shown' })
  })

  test('may not use it without the permission, nor on what it is not for', async () => {
    const { tom, reply } = await withMenus()

    await expect(tom.useOn(reply, 'Find the video')).rejects.toThrow('Tom may not use /Find the video.')
    await expect(tom.useOn(reply, 'Who is this?')).rejects.toThrow(
      'There is no command "Who is this?" in this menu. There is: Find the video.',
    )
    await expect(tom.useOn({ userId: '1' }, 'Who is this?')).rejects.toThrow('sees nothing of this kind')
  })
})

describe('what a person writes', () => {
  /** What a bot with this intent hears when Tom writes it. */
  async function heardBy(client: Client<true>, say: () => unknown): Promise<Message> {
    const heard = new Promise<Message>((resolve) => client.once(Events.MessageCreate, resolve))
    say()
    return heard
  }

  test('is heard with its words by a bot that is mentioned, and without them by one that lacks the intent', async () => {
    const { bot, sandbox } = await startSandbox()
    const client = await bot()
    const tom = sandbox.as('member')

    const overheard = await heardBy(client, () => tom.say('Anyone there?'))
    const addressed = await heardBy(client, () => tom.say(`Hello <@${client.user.id}>`))

    expect(client.options.intents.has(GatewayIntentBits.MessageContent)).toBe(false)
    expect([overheard.author.username, overheard.content, addressed.content]).toEqual(['tom', '', `Hello <@${client.user.id}>`])
    expect(sandbox.state().messages.map((message) => [message.author.name, message.content])).toContainEqual(['Tom', 'Anyone there?'])
  })

  test.each([
    ['', 'A message has from 1 to 2000 characters.'],
    ['x'.repeat(2001), 'A message has from 1 to 2000 characters.'],
  ])('has some length: %#', async (content, why) => {
    const { sandbox } = await startSandbox()

    expect(() => sandbox.as('member').say(content)).toThrow(why)
  })

  test('can be written over the control API, where that person may write', async () => {
    const { control, sandbox } = await startSandbox()
    const { userId } = sandbox.as('member')
    const [channel] = sandbox.state().channels

    const said = await control('POST', `/members/${userId}/messages`, { channelId: channel?.id, content: 'Hello' })
    const nowhere = await control('POST', `/members/${userId}/messages`, { channelId: '1', content: 'Hello' })

    expect([said.status, said.json]).toEqual([201, { messageId: sandbox.state().messages[0]?.id }])
    expect([nowhere.status, nowhere.json.code]).toEqual([404, 'channel.unknown'])
  })
})
