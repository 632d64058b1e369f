import { Events } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { channelId, eventually, guest, manager, member, startSandbox } from '../testing/sandbox-under-test.ts'
import { cast } from './cast.ts'

const { filmClub, studyGroup, guild: university } = cast
const commandsIn = (guildId: string) => `/applications/${cast.applicationId}/guilds/${guildId}/commands`

describe('several guilds', () => {
  test('each give a bot their own channels, roles and members', async () => {
    const { bot } = await startSandbox()
    const client = await bot()

    const [first, club] = await Promise.all([client.guilds.fetch(university.id), client.guilds.fetch(filmClub.id)])
    const [staff, projectionist] = await Promise.all([first.members.fetch(manager), club.members.fetch(member)])

    expect(club.channels.cache.map((channel) => channel.name)).toEqual(['screenings', 'suggestions'])
    expect([staff.roles.cache.has(cast.roles.staff.id), projectionist.permissions.has('ManageGuild')]).toEqual([true, true])
    expect((await club.members.fetch(manager)).permissions.has('ManageGuild')).toBe(false)
  })

  test('cannot be reached when the bot is in none of them', async () => {
    const { rest } = await startSandbox()
    const channel = `/channels/${studyGroup.channels.revision.id}`

    const answers = await Promise.all([
      rest('GET', `/guilds/${studyGroup.id}`),
      rest('GET', `/guilds/${studyGroup.id}/channels`),
      rest('GET', channel),
      rest('POST', `${channel}/messages`, { body: { content: 'x' } }),
      rest('PUT', commandsIn(studyGroup.id), { body: [] }),
    ])

    expect(answers.map(({ json }) => json.code)).toEqual([10004, 10004, 50001, 50001, 50001])
  })

  test('cannot be reached through one another', async () => {
    const { rest } = await startSandbox()
    const { json: message } = await rest('POST', `/channels/${channelId}/messages`, { body: { content: 'x' } })
    const { json: command } = await rest('POST', commandsIn(filmClub.id), { body: { name: 'screen', description: 'Screen' } })

    const answers = await Promise.all([
      rest('GET', `/channels/${filmClub.channels.screenings.id}/messages/${message.id}`),
      rest('GET', `${commandsIn(university.id)}/${command.id}`),
      rest('POST', `/guilds/${filmClub.id}/channels`, { body: { name: 'x', parent_id: channelId } }),
    ])

    expect(answers.map(({ json }) => json.code)).toEqual([10008, 10063, 10003])
  })

  test('offer a command of one guild only there', async () => {
    const { rest, control } = await startSandbox()
    const { json: command } = await rest('POST', commandsIn(filmClub.id), { body: { name: 'screen', description: 'Screen' } })
    const use = (where: string) => control('POST', `/members/${guest}/commands`, { channelId: where, commandId: command.id, options: [] })

    const here = await use(filmClub.channels.screenings.id)
    const elsewhere = await use(channelId)

    expect([here.status, elsewhere.json.code]).toEqual([202, 'command.unknown'])
  })

  test('are told of when the bot is removed and added, and are closed to it in between', async () => {
    const under = await startSandbox()
    const client = await under.bot()
    const heard: string[] = []
    client.on(Events.GuildDelete, (guild) => heard.push(`left ${guild.name}`))
    client.on(Events.GuildCreate, (guild) => heard.push(`joined ${guild.name}`))

    await under.control('DELETE', `/guilds/${filmClub.id}/bot`)
    await eventually(() => heard.length === 1)
    const gone = await under.rest('GET', `/guilds/${filmClub.id}`)
    await under.control('PUT', `/guilds/${filmClub.id}/bot`)
    await under.control('PUT', `/guilds/${studyGroup.id}/bot`)
    await eventually(() => heard.length === 3)
    const back = await under.rest('GET', `/guilds/${filmClub.id}?with_counts=true`)

    expect(heard).toEqual(['left Film Club', 'joined Film Club', 'joined Study Group'])
    expect([gone.json.code, back.json.approximate_member_count]).toEqual([10004, 5])
  })

  test('know their members by a name of their own', async () => {
    const { bot, rest } = await startSandbox()
    const club = await (await bot()).guilds.fetch(filmClub.id)

    const renamed = await (await club.members.fetch(guest)).setNickname('Projector Gus')
    const own = await club.members.editMe({ nick: 'Usher' })
    const forbidden = await rest('PATCH', `/guilds/${university.id}/members/${guest}`, { body: { nick: 'x' } })

    expect([renamed.displayName, own.displayName, forbidden.json.code]).toEqual(['Projector Gus', 'Usher', 50013])
    expect((await rest('GET', `/guilds/${university.id}/members/${guest}`)).json.nick).toBe(null)
  })

  test('can be left by the bot itself, and paged through', async () => {
    const { rest } = await startSandbox()

    const first = await rest('GET', '/users/@me/guilds?limit=1&with_counts=true')
    const second = await rest('GET', `/users/@me/guilds?after=${university.id}`)
    const before = await rest('GET', `/users/@me/guilds?before=${filmClub.id}`)
    const left = await rest('DELETE', `/users/@me/guilds/${filmClub.id}`)
    const rest_ = await rest('GET', '/users/@me/guilds')

    const names = [first, second, before, rest_].map(({ json }) => json.map((guild: { name: string }) => guild.name))
    expect(names).toEqual([[university.name], [filmClub.name], [university.name], [university.name]])
    expect([left.status, first.json[0].approximate_member_count]).toEqual([204, 5])
  })
})
