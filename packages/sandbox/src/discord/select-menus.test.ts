import { type AnySelectMenuInteraction, Events } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { channelId, eventually, guest, type Json, manager, member, startSandbox } from '../testing/sandbox-under-test.ts'
import { cast } from './cast.ts'
import { permissionsIn } from './permissions.ts'

const options = ['biology', 'history', 'physics'].map((value) => ({ label: value, value }))
const menus = [
  { type: 3, custom_id: 'string', options, min_values: 2, max_values: 3 },
  { type: 5, custom_id: 'user' },
  { type: 6, custom_id: 'role' },
  { type: 7, custom_id: 'mentionable', min_values: 0, max_values: 2 },
  { type: 8, custom_id: 'channel', channel_types: [0] },
]

/** A message with one menu per row, and a real bot that hears what is chosen. */
async function withMenus(components: object[] = menus) {
  const under = await startSandbox()
  const client = await under.bot()
  const chosen: AnySelectMenuInteraction[] = []
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isAnySelectMenu()) return
    chosen.push(interaction)
    await interaction.deferUpdate()
  })
  const { json } = await under.rest('POST', `/channels/${channelId}/messages`, {
    body: { content: 'Choose', components: components.map((menu) => ({ type: 1, components: [menu] })) },
  })
  const choose = async (customId: string, ...values: string[]) =>
    (await under.control('POST', `/members/${member}/components`, { messageId: json.id, customId, values })).status
  return { ...under, client, chosen, choose }
}

describe('a select menu in a message', () => {
  test('tells the bot what was chosen, with people, roles and channels in full', async () => {
    const { chosen, choose } = await withMenus()

    const statuses = [
      await choose('string', 'physics', 'biology'),
      await choose('user', guest),
      await choose('role', cast.roles.staff.id),
      await choose('mentionable', manager, cast.roles.student.id),
      await choose('channel', channelId),
    ]
    await eventually(() => chosen.length === 5)

    const [string, user, role, mentionable, channel] = chosen
    expect(statuses).toEqual([202, 202, 202, 202, 202])
    expect(string?.isStringSelectMenu() && string.values).toEqual(['physics', 'biology'])
    expect(user?.isUserSelectMenu() && user.users.map(({ username }) => username)).toEqual(['gus'])
    expect(role?.isRoleSelectMenu() && role.roles.map(({ name }) => name)).toEqual(['Staff'])
    expect(mentionable?.isMentionableSelectMenu() && [mentionable.users.size, mentionable.roles.size]).toEqual([1, 1])
    expect(channel?.isChannelSelectMenu() && channel.channels.map(({ id }) => id)).toEqual([channelId])
  })

  test('says of a channel what the person may do there, and apart from that what the app may', async () => {
    const { sandbox, client, choose } = await withMenus()
    const { world } = sandbox.discord.store
    const told: Json[] = []
    client.ws.on('INTERACTION_CREATE' as never, ({ data }: Json) => told.push(data.resolved.channels[channelId]))

    await choose('channel', channelId)
    await eventually(() => told.length > 0)

    const [ofPerson, ofApp] = [member, cast.applicationId].map((id) => permissionsIn(world, channelId, id).toString())
    expect(ofPerson).not.toBe(ofApp)
    expect(told).toMatchObject([{ permissions: ofPerson, app_permissions: ofApp }])
  })

  test('takes no choice that a client would not offer', async () => {
    const { chosen, choose } = await withMenus()

    const statuses = [
      await choose('string', 'biology'),
      await choose('string', 'biology', 'biology'),
      await choose('string', 'biology', 'chemistry'),
      await choose('user'),
      await choose('user', cast.roles.staff.id),
      await choose('user', guest, manager),
      await choose('role', guest),
      await choose('mentionable', channelId),
      await choose('channel', guest),
    ]
    const empty = await choose('mentionable')
    await eventually(() => chosen.length === 1)

    expect([new Set(statuses), empty]).toEqual([new Set([400]), 202])
  })

  test('that is disabled, or offers only voice channels, takes nothing', async () => {
    const { choose } = await withMenus([
      { type: 5, custom_id: 'off', disabled: true },
      { type: 8, custom_id: 'voice', channel_types: [2] },
    ])

    expect([await choose('off', guest), await choose('voice', channelId)]).toEqual([404, 400])
  })
})
