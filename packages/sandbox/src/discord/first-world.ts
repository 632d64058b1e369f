import { PermissionFlagsBits as Bit, ChannelType } from 'discord-api-types/v10'
import { cast } from './cast.ts'
import { everyonePermissions } from './permissions.ts'
import type { GuildChannel, World, WorldGuild, WorldRole, WorldUser } from './world.ts'

/** Who made the application, and the guild: nobody of the cast. */
export const ownerId = '1100000000000000029'
const botRoleId = '1100000000000000032'

/** Discord as it is before anybody did anything: the cast, their guild and the application's bot in it. */
export function createFirstWorld(nowMs: number): World {
  const people = Object.values(cast.members).map(({ userId: id, username, displayName, roles }) => ({
    user: { id, username, displayName, bot: false },
    roleIds: roles.map((role) => cast.roles[role].id),
  }))
  // Somebody has to own the guild; none of the cast does, so that their permissions come from their roles.
  const owner = { user: { id: ownerId, username: 'registrar', displayName: 'Registrar', bot: false }, roleIds: [] }
  const bot = { user: { id: cast.applicationId, username: 'Kaltura', displayName: 'Kaltura', bot: true }, roleIds: [botRoleId] }
  const members = [...people, owner, bot].map((member) => ({ ...member, guildId: cast.guild.id, joinedAtMs: nowMs }))
  const guild: WorldGuild = {
    ...cast.guild,
    ownerId,
    roles: byId(universityRoles()),
    members: new Map(members.map((member) => [member.user.id, member])),
  }
  const users: WorldUser[] = members.map(({ user }) => user)
  return {
    application: { id: cast.applicationId, name: 'Kaltura', description: 'Watch Kaltura videos together.' },
    users: byId(users),
    guilds: byId([guild]),
    channels: byId(textChannels()),
    commands: new Map(),
    messages: new Map(),
    interactions: new Map(),
    instances: new Map(),
    modals: new Map(),
    botOnline: false,
  }
}

function textChannels(): GuildChannel[] {
  return Object.values(cast.channels).map((channel, position) => ({
    kind: 'guild',
    type: ChannelType.GuildText,
    guildId: cast.guild.id,
    position,
    ...channel,
  }))
}

function universityRoles(): WorldRole[] {
  const { staff, student } = cast.roles
  const manages = Bit.ManageGuild | Bit.ManageMessages
  return [
    { id: cast.guild.id, name: '@everyone', color: 0, permissions: everyonePermissions, position: 0, managed: false },
    { id: student.id, name: student.name, color: rgb(student.color), permissions: 0n, position: 1, managed: false },
    { id: botRoleId, name: 'Kaltura', color: 0, permissions: Bit.ManageEvents | Bit.CreateEvents, position: 2, managed: true },
    { id: staff.id, name: staff.name, color: rgb(staff.color), permissions: manages, position: 3, managed: false },
  ]
}

function byId<T extends { id: string }>(all: readonly T[]): Map<string, T> {
  return new Map(all.map((one) => [one.id, one]))
}

function rgb(cssColor: string): number {
  return Number.parseInt(cssColor.slice(1), 16)
}
