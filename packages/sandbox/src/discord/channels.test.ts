import { Events, type GuildBasedChannel, type NonThreadGuildBasedChannel, OverwriteType, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { channelId, eventually, guest, manager, member, startSandbox } from '../testing/sandbox-under-test.ts'
import { cast } from './cast.ts'
import { permissionsIn } from './permissions.ts'

const club = cast.filmClub
const staffOnly = cast.channels.staffOnly.id
const { ViewChannel, SendMessages, ManageRoles } = PermissionFlagsBits
const everyone = (deny: bigint, allow = 0n) => ({ id: cast.guild.id, kind: 'role' as const, allow, deny })

describe('permissions in a channel', () => {
  test('hide a private one from all but those whom an overwrite lets in', async () => {
    const { sandbox, rest } = await startSandbox()
    const { world } = sandbox.discord.store

    const seeing = [manager, member, guest, cast.applicationId].map((id) => permissionsIn(world, staffOnly, id) & ViewChannel)
    const { json } = await rest('GET', `/channels/${staffOnly}`)

    expect(seeing).toEqual([ViewChannel, 0n, 0n, 0n])
    expect(json.code).toBe(50001)
  })

  test('are decided by everyone’s overwrite, then the roles’, then one’s own', async () => {
    const { sandbox } = await startSandbox()
    const { store, channels } = sandbox.discord
    const channel = store.world.channels.get(channelId)
    if (channel?.kind !== 'guild') throw new Error('It is a channel of the guild.')
    const maySend = (id: string) => (permissionsIn(store.world, channelId, id) & SendMessages) !== 0n
    const ofRole = { id: cast.roles.student.id, kind: 'role' as const, allow: SendMessages, deny: 0n }
    const own = { id: member, kind: 'member' as const, allow: 0n, deny: SendMessages }

    channels.edit(channel, { overwrites: [everyone(SendMessages)] })
    const closed = [manager, member, guest].map(maySend)
    channels.edit(channel, { overwrites: [everyone(SendMessages), ofRole] })
    const opened = [manager, member, guest].map(maySend)
    channels.edit(channel, { overwrites: [everyone(SendMessages), ofRole, own] })

    expect([closed, opened, [manager, member, guest].map(maySend)]).toEqual([
      [false, false, false],
      [false, true, false],
      [false, false, false],
    ])
  })

  test('imply that who may not send may not embed either, and that who sees nothing may do nothing', async () => {
    const { sandbox, rest } = await startSandbox()
    const { store, channels } = sandbox.discord
    const channel = store.world.channels.get(channelId)
    if (channel?.kind !== 'guild') throw new Error('It is a channel of the guild.')

    channels.edit(channel, { overwrites: [everyone(SendMessages)] })
    const silent = permissionsIn(store.world, channelId, guest) & PermissionFlagsBits.EmbedLinks
    const refused = await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'x' } })
    channels.edit(channel, { overwrites: [everyone(ViewChannel)] })

    expect([silent, permissionsIn(store.world, channelId, guest), refused.json.code]).toEqual([0n, 0n, 50013])
    expect((await rest('GET', `/channels/${channelId}/messages`)).json.code).toBe(50001)
  })

  test('decide what a bot may write, read and tidy', async () => {
    const { sandbox, rest } = await startSandbox()
    const { store, channels, messages } = sandbox.discord
    const channel = store.world.channels.get(channelId)
    if (channel?.kind !== 'guild') throw new Error('It is a channel of the guild.')
    const others = messages.post({ channelId, authorId: guest, draft: { content: 'by Gus' } })
    const path = `/channels/${channelId}/messages`
    channels.edit(channel, { overwrites: [everyone(PermissionFlagsBits.EmbedLinks | PermissionFlagsBits.ReadMessageHistory)] })

    const answers = await Promise.all([
      rest('POST', path, { body: { embeds: [{ title: 'x' }] } }),
      rest('POST', path, { body: { content: 'x', message_reference: { message_id: others.id } } }),
      rest('GET', `${path}/${others.id}`),
      rest('PATCH', `${path}/${others.id}`, { body: { content: 'x' } }),
      rest('DELETE', `${path}/${others.id}`),
      rest('POST', `${path}/bulk-delete`, { body: { messages: [others.id, '1'] } }),
    ])

    expect(answers.map(({ json }) => json.code)).toEqual([50013, 160002, 50013, 50005, 50013, 50013])
    expect((await rest('GET', path)).json).toEqual([])
  })
})

describe('channels', () => {
  test('are made, changed and deleted by a real client, which hears of it', async () => {
    const { bot } = await startSandbox()
    const client = await bot()
    const guild = await client.guilds.fetch(club.id)
    const heard: string[] = []
    client.on(Events.ChannelCreate, (channel: NonThreadGuildBasedChannel) => heard.push(`made ${channel.name}`))
    client.on(Events.ChannelUpdate, (_, channel) => heard.push(`changed ${(channel as GuildBasedChannel).name}`))
    client.on(Events.ChannelDelete, (channel) => heard.push(`deleted ${(channel as GuildBasedChannel).name}`))

    const category = await guild.channels.create({ name: 'Seasons', type: 4 })
    const channel = await guild.channels.create({ name: 'Spring Season', parent: category.id, topic: 'May' })
    await channel.setTopic('June')
    await category.delete()
    await eventually(() => heard.length === 5)
    await channel.delete()
    await eventually(() => heard.length === 6)

    expect(heard).toEqual([
      'made Seasons',
      'made spring-season',
      'changed spring-season',
      'changed spring-season',
      'deleted Seasons',
      'deleted spring-season',
    ])
  })

  test('in step with their category follow its overwrites, and those apart do not', async () => {
    const { bot } = await startSandbox()
    const client = await bot()
    const guild = await client.guilds.fetch(club.id)
    const category = await guild.channels.create({ name: 'Crew', type: 4 })
    const synced = await guild.channels.create({ name: 'inside', parent: category.id })
    const apart = await guild.channels.create({ name: 'apart', parent: category.id })
    await apart.permissionOverwrites.create(guest, { ViewChannel: true }, { type: OverwriteType.Member })

    await category.permissionOverwrites.create(club.id, { ViewChannel: false }, { type: OverwriteType.Role })

    const overwritten = async (id: string) =>
      await client.channels.fetch(id, { force: true }).catch((error: { code: number }) => error.code)
    expect(await overwritten(synced.id)).toBe(50001)
    expect(await overwritten(apart.id)).toMatchObject({ name: 'apart' })
  })

  test('are not the bot’s to make or rule where it has no permission, and it gives away only what it has', async () => {
    const { rest } = await startSandbox()
    const overwrite = (id: string, allow: bigint) =>
      rest('PUT', `/channels/${id}/permissions/${cast.roles.student.id}`, { body: { type: 0, allow: allow.toString(), deny: '0' } })

    const answers = await Promise.all([
      rest('POST', `/guilds/${cast.guild.id}/channels`, { body: { name: 'x' } }),
      rest('PATCH', `/channels/${channelId}`, { body: { name: 'x' } }),
      rest('DELETE', `/channels/${channelId}`),
      overwrite(channelId, ViewChannel),
      overwrite(club.channels.screenings.id, PermissionFlagsBits.BanMembers),
    ])

    expect(answers.map(({ json }) => json.code)).toEqual([50013, 50013, 50013, 50013, 50013])
    expect((await overwrite(club.channels.screenings.id, ManageRoles)).status).toBe(204)
  })
})
