import { Events, GatewayIntentBits, PermissionFlagsBits } from 'discord.js'
import { describe, expect, test } from 'vitest'
import { startOceanic } from '../../testing/oceanic-under-test.ts'
import { eventually, guest, manager, startSandbox } from '../../testing/sandbox-under-test.ts'
import { cast } from '../cast.ts'

/** The bot may manage roles in this guild, and stands above the projectionist's. */
const club = cast.filmClub.id
const roles = `/guilds/${club}/roles`
const projectionist = cast.filmClub.roles.projectionist.id

describe('roles', () => {
  test('are made, given, taken and deleted by a real discord.js client, which hears of it', async () => {
    const { bot } = await startSandbox()
    const client = await bot([GatewayIntentBits.GuildMembers])
    const heard: string[] = []
    client.on(Events.GuildRoleCreate, ({ name }) => heard.push(`made ${name}`))
    client.on(Events.GuildRoleUpdate, (_, { name }) => heard.push(`renamed ${name}`))
    client.on(Events.GuildRoleDelete, ({ name }) => heard.push(`gone ${name}`))
    client.on(Events.GuildMemberUpdate, (_, { roles: now }) => heard.push(`has ${now.cache.size - 1}`))
    const guild = await client.guilds.fetch(club)
    const gus = await guild.members.fetch(guest)

    const role = await guild.roles.create({
      name: 'Critic',
      colors: { primaryColor: 0x57a5f2 },
      hoist: true,
      mentionable: true,
      permissions: [],
    })
    await gus.roles.add(role)
    await role.setName('Chief critic')
    await gus.roles.remove(role)
    await role.delete()
    await eventually(() => heard.length === 5)

    expect(role).toMatchObject({ hoist: true, mentionable: true, managed: false, position: 1 })
    expect(heard).toEqual(['made Critic', 'has 1', 'renamed Chief critic', 'has 0', 'gone Chief critic'])
  })

  test('are listed, edited and counted by an oceanic.js client', async () => {
    const under = await startSandbox()
    const client = await startOceanic(under, ['GUILDS'])

    const made = await client.rest.guilds.createRole(club, { name: 'Usher' })
    const edited = await client.rest.guilds.editRole(club, made.id, { name: 'Doorkeeper', color: 255 })
    const counts = await under.rest('GET', `${roles}/member-counts`)
    const one = await under.rest('GET', `${roles}/${made.id}`)

    expect([edited.name, edited.color, one.json.name]).toEqual(['Doorkeeper', 255, 'Doorkeeper'])
    expect([counts.json[projectionist], counts.json[made.id], counts.json[club]]).toEqual([1, 0, undefined])
  })

  test('stand one above the other, and may be moved below the bot’s own', async () => {
    const { rest, sandbox } = await startSandbox()
    const { json: role } = await rest('POST', roles, { body: { name: 'Usher' } })
    const positions = () => {
      const all = sandbox.discord.store.world.guilds.get(club)?.roles
      return [projectionist, role.id].map((id) => all?.get(id)?.position)
    }

    const up = await rest('PATCH', roles, { body: [{ id: role.id, position: 2 }] })
    const after = positions()
    const aboveTheBot = await rest('PATCH', roles, { body: [{ id: role.id, position: 9 }] })

    expect(up.status).toBe(200)
    expect(after).toEqual([1, 2])
    expect([aboveTheBot.status, aboveTheBot.json.code]).toEqual([403, 50013])
  })

  test('above the bot’s own, or of an application, are out of its reach', async () => {
    const { rest, sandbox } = await startSandbox()
    const all = [...(sandbox.discord.store.world.guilds.get(club)?.roles.values() ?? [])]
    const own = all.find(({ managed }) => managed)

    const ownRole = await rest('DELETE', `${roles}/${own?.id}`)
    const everyone = await rest('DELETE', `${roles}/${club}`)
    const toGuest = await rest('PUT', `/guilds/${club}/members/${guest}/roles/${club}`)
    const unknown = await rest('PUT', `/guilds/${club}/members/${guest}/roles/1`)
    const stranger = await rest('PUT', `/guilds/${club}/members/1/roles/${projectionist}`)

    expect([ownRole.status, ownRole.json.code]).toEqual([403, 50013])
    expect([everyone.json.code, toGuest.json.code]).toEqual([50028, 50028])
    expect([unknown.json.code, stranger.json.code]).toEqual([10011, 10007])
  })

  test('may not be given rights that the bot lacks, or made without the right to', async () => {
    const { rest } = await startSandbox()

    const tooMuch = await rest('POST', roles, { body: { permissions: PermissionFlagsBits.BanMembers.toString() } })
    const elsewhere = await rest('POST', `/guilds/${cast.guild.id}/roles`, { body: { name: 'x' } })
    const staff = await rest('PUT', `/guilds/${cast.guild.id}/members/${guest}/roles/${cast.roles.staff.id}`)

    expect([tooMuch.json.code, elsewhere.json.code, staff.json.code]).toEqual([50013, 50013, 50013])
  })

  test('change what their holders may do at once, and are at most 250', async () => {
    const { rest, sandbox } = await startSandbox()
    const { world } = sandbox.discord.store
    const guild = world.guilds.get(club)
    await rest('PUT', `/guilds/${club}/members/${manager}/roles/${projectionist}`)
    const held = guild?.members.get(manager)?.roleIds
    const like = guild?.roles.get(projectionist)
    Array.from({ length: 250 }, (_, index) => like && guild?.roles.set(String(index), { ...like, id: String(index) }))

    const tooMany = await rest('POST', roles, { body: {} })

    expect(held).toEqual([projectionist])
    expect([tooMany.status, tooMany.json.code]).toEqual([400, 30005])
  })
})
