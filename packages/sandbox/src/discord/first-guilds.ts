import { PermissionFlagsBits as Bit, ChannelType } from 'discord-api-types/v10'
import { cast } from './cast.ts'
import { everyonePermissions } from './permissions.ts'
import type { GuildChannel, WorldGuild, WorldRole, WorldUser } from './world.ts'

const botRoleId = '1100000000000000032'
const clubBotRoleId = '1100000000005000046'

interface Belonging {
  user: WorldUser
  roleIds: readonly string[]
}

/** The guilds of the cast. @param owner who owns where none of the cast does, so that their permissions come from their roles */
export function firstGuilds(options: {
  people: Record<keyof typeof cast.members, WorldUser>
  owner: WorldUser
  bot: WorldUser
  nowMs: number
}) {
  const { people, owner, bot, nowMs } = options
  const { manager, member, guest } = people
  const guild = (of: { id: string; name: string }, ownerId: string, roles: WorldRole[], belonging: Belonging[]): WorldGuild => ({
    id: of.id,
    name: of.name,
    ownerId,
    roles: new Map([everyone(of.id), ...roles].map((role) => [role.id, role])),
    members: new Map(belonging.map((one) => [one.user.id, { ...one, guildId: of.id, joinedAtMs: nowMs }])),
  })
  const alone = (user: WorldUser): Belonging => ({ user, roleIds: [] })
  const { guild: university, filmClub, studyGroup, roles } = cast
  const projectionist = filmClub.roles.projectionist.id
  return [
    guild(university, owner.id, universityRoles(), [
      { user: manager, roleIds: [roles.staff.id] },
      { user: member, roleIds: [roles.student.id] },
      alone(guest),
      alone(owner),
      { user: bot, roleIds: [botRoleId] },
    ]),
    guild(filmClub, owner.id, filmClubRoles(), [
      alone(manager),
      { user: member, roleIds: [projectionist] },
      alone(guest),
      alone(owner),
      { user: bot, roleIds: [clubBotRoleId] },
    ]),
    guild(studyGroup, guest.id, [], [alone(guest), alone(member)]),
  ]
}

/** Their channels. */
export function firstChannels(): GuildChannel[] {
  const { general, recordings, staffOnly } = cast.channels
  const staffAlone = [
    { id: cast.guild.id, kind: 'role' as const, allow: 0n, deny: Bit.ViewChannel },
    { id: cast.roles.staff.id, kind: 'role' as const, allow: Bit.ViewChannel, deny: 0n },
  ]
  return [
    ...texts(cast.guild.id, [
      general,
      recordings,
      { ...staffOnly, overwrites: staffAlone },
      { ...cast.lectureHall, type: ChannelType.GuildVoice },
    ]),
    ...texts(cast.filmClub.id, Object.values(cast.filmClub.channels)),
    ...texts(cast.studyGroup.id, Object.values(cast.studyGroup.channels)),
  ]
}

function texts(guildId: string, channels: readonly (Pick<GuildChannel, 'id' | 'name'> & Partial<GuildChannel>)[]): GuildChannel[] {
  return channels.map((channel, position) => ({
    kind: 'guild',
    type: ChannelType.GuildText,
    guildId,
    position,
    parentId: null,
    topic: null,
    overwrites: [],
    slowmodeS: 0,
    ...channel,
  }))
}

function everyone(guildId: string): WorldRole {
  return { id: guildId, name: '@everyone', color: 0, permissions: everyonePermissions, position: 0, managed: false }
}

function universityRoles(): WorldRole[] {
  const { staff, student } = cast.roles
  const manages = Bit.ManageGuild | Bit.ManageMessages
  return [
    { id: student.id, name: student.name, color: rgb(student.color), permissions: 0n, position: 1, managed: false },
    { id: botRoleId, name: 'Kaltura', color: 0, permissions: Bit.ManageEvents | Bit.CreateEvents, position: 2, managed: true },
    { id: staff.id, name: staff.name, color: rgb(staff.color), permissions: manages, position: 3, managed: false },
  ]
}

/** The bot may look after channels, threads, messages and pins here, as in a guild that trusts it. */
function filmClubRoles(): WorldRole[] {
  const { id, name, color } = cast.filmClub.roles.projectionist
  const looksAfter = Bit.ManageChannels | Bit.ManageRoles | Bit.ManageThreads | Bit.ManageMessages | Bit.PinMessages | Bit.ManageNicknames
  const runs = Bit.ManageGuild | Bit.ManageChannels | Bit.ManageMessages | Bit.PinMessages | Bit.ManageThreads
  return [
    { id, name, color: rgb(color), permissions: runs, position: 1, managed: false },
    {
      id: clubBotRoleId,
      name: 'Kaltura',
      color: 0,
      permissions: looksAfter | Bit.ManageEvents | Bit.CreateEvents,
      position: 2,
      managed: true,
    },
  ]
}

function rgb(cssColor: string): number {
  return Number.parseInt(cssColor.slice(1), 16)
}
