import { PermissionFlagsBits as Bit, ChannelType } from 'discord-api-types/v10'
import { permissionsIn } from '../discord/permissions.ts'
import { channelsOf, threadsOf } from '../discord/places.ts'
import type { GuildChannel, ThreadChannel, World, WorldGuild } from '../discord/world.ts'
import type { SandboxChannel, SandboxGuild, SandboxState } from './contract.ts'

/** The guilds as the page shows them: their channels with who sees what, and their members by role. */
export function guildsOf(world: World): SandboxGuild[] {
  return [...world.guilds.values()].map((guild) => ({
    id: guild.id,
    name: guild.name,
    hasBot: guild.members.has(world.application.id),
    channels: [...channelsOf(world, guild).sort((a, b) => a.position - b.position), ...threadsOf(world, guild.id)].map((channel) =>
      channelOf(world, guild, channel),
    ),
    members: membersOf(guild),
  }))
}

export function directsOf(world: World): SandboxState['directs'] {
  return [...world.channels.values()].flatMap((channel) => {
    if (channel.kind !== 'direct') return []
    const people = channel.recipientIds.flatMap((id) => world.users.get(id) ?? [])
    return [{ id: channel.id, people: people.map((user) => ({ userId: user.id, name: user.displayName, isBot: user.bot })) }]
  })
}

const kinds: Partial<Record<ChannelType, SandboxChannel['kind']>> = {
  [ChannelType.GuildVoice]: 'voice',
  [ChannelType.GuildStageVoice]: 'stage',
  [ChannelType.GuildCategory]: 'category',
  [ChannelType.GuildAnnouncement]: 'announcement',
}

function channelOf(world: World, guild: WorldGuild, channel: GuildChannel | ThreadChannel): SandboxChannel {
  const isThread = channel.kind === 'thread'
  const holding = (bit: bigint): string[] => [...guild.members.keys()].filter((id) => (permissionsIn(world, channel.id, id) & bit) !== 0n)
  const seenBy = holding(Bit.ViewChannel)
  return {
    id: channel.id,
    name: channel.name,
    kind: isThread ? 'thread' : (kinds[channel.type] ?? 'text'),
    parentId: channel.parentId,
    isPrivate: isThread
      ? channel.type === ChannelType.PrivateThread
      : channel.overwrites.some(({ id, deny }) => id === guild.id && (deny & Bit.ViewChannel) !== 0n),
    archived: isThread && channel.archived,
    locked: isThread && channel.locked,
    seenBy,
    writtenBy: holding(isThread ? Bit.SendMessagesInThreads : Bit.SendMessages),
  }
}

function membersOf(guild: WorldGuild): SandboxGuild['members'] {
  return [...guild.members.values()].map(({ user, roleIds, nick }) => {
    const held = [...guild.roles.values()].filter(({ id }) => roleIds.includes(id))
    const [highest] = held.sort((a, b) => b.position - a.position)
    const role = highest ? { id: highest.id, name: highest.name, color: `#${highest.color.toString(16).padStart(6, '0')}` } : null
    return { userId: user.id, name: nick ?? user.displayName, isBot: user.bot, role }
  })
}
