import { PermissionFlagsBits as Bit, ChannelType } from 'discord-api-types/v10'
import { guildOf, mayEnter } from './places.ts'
import type { GuildChannel, Overwrite, World, WorldChannel, WorldMember } from './world.ts'

export const allPermissions = Object.values(Bit).reduce((all, bit) => all | bit, 0n)

/** What everyone may do in a guild that nobody has configured. */
export const everyonePermissions =
  Bit.ViewChannel |
  Bit.SendMessages |
  Bit.ReadMessageHistory |
  Bit.AddReactions |
  Bit.EmbedLinks |
  Bit.AttachFiles |
  Bit.UseExternalEmojis |
  Bit.UseApplicationCommands |
  Bit.UseEmbeddedActivities |
  Bit.UseExternalApps |
  Bit.CreatePublicThreads |
  Bit.CreatePrivateThreads |
  Bit.SendMessagesInThreads |
  Bit.CreateInstantInvite |
  Bit.ChangeNickname |
  Bit.Connect |
  Bit.Speak |
  Bit.Stream |
  Bit.UseVAD |
  Bit.RequestToSpeak |
  Bit.SetVoiceChannelStatus

/** What people and the bot may do in a direct conversation: Discord gives these bits for everyone in it. */
export const directPermissions =
  Bit.ViewChannel | Bit.SendMessages | Bit.EmbedLinks | Bit.AttachFiles | Bit.MentionEveryone | Bit.UseApplicationCommands

const withoutSending = ~(Bit.MentionEveryone | Bit.SendTTSMessages | Bit.AttachFiles | Bit.EmbedLinks)
const withoutConnecting = ~(Bit.Speak | Bit.Stream | Bit.MuteMembers | Bit.DeafenMembers | Bit.MoveMembers | Bit.ManageChannels)

/** Permission bits of a member in the guild, from the roles as Discord adds them up (docs: topics/permissions). */
export function permissionsOf(world: World, member: WorldMember): bigint {
  const guild = world.guilds.get(member.guildId)
  if (!guild) return 0n
  if (member.user.id === guild.ownerId) return allPermissions
  const held = [...guild.roles.values()].filter((role) => role.id === guild.id || member.roleIds.includes(role.id))
  const bits = held.reduce((sum, role) => sum | role.permissions, 0n)
  return (bits & Bit.Administrator) === 0n ? bits : allPermissions
}

/**
 * Permission bits of someone where the channel is: with its overwrites, and without what the lack of another permission rules out.
 * 0 for a stranger there, and for who doesn't see the channel.
 */
export function permissionsIn(world: World, channelId: string, userId: string): bigint {
  const channel = world.channels.get(channelId)
  if (channel?.kind === 'direct') return mayEnter(world, channelId, userId) ? directPermissions : 0n
  const member = guildOf(world, channel)?.members.get(userId)
  if (!channel || !member) return 0n
  if (channel.kind === 'guild') return implied(overwritten(world, member, channel), channel, Bit.SendMessages)
  const parent = world.channels.get(channel.parentId)
  if (parent?.kind !== 'guild') return 0n
  const bits = implied(overwritten(world, member, parent), channel, Bit.SendMessagesInThreads)
  const isInside = channel.type !== ChannelType.PrivateThread || channel.members.has(userId) || (bits & Bit.ManageThreads) !== 0n
  return isInside ? bits : 0n
}

const externalPermissions = Bit.AttachFiles | Bit.EmbedLinks | Bit.MentionEveryone

/** What the app may do where an interaction happens, also where its bot isn't: as much as the person lets it. */
export function appPermissionsIn(world: World, channelId: string, userId: string): bigint {
  const channel = world.channels.get(channelId)
  const botId = world.application.id
  if (channel?.kind === 'direct')
    return channel.recipientIds.includes(botId) ? externalPermissions | Bit.UseExternalEmojis : externalPermissions
  const isThere = guildOf(world, channel)?.members.has(botId) === true
  return isThere ? permissionsIn(world, channelId, botId) : permissionsIn(world, channelId, userId) & externalPermissions
}

export function isAllowed(world: World, channelId: string, userId: string, permissions: bigint): boolean {
  return (permissionsIn(world, channelId, userId) & permissions) === permissions
}

/** Overwrites in Discord's order: everyone's, the roles' together, the member's own. */
function overwritten(world: World, member: WorldMember, channel: GuildChannel): bigint {
  const base = permissionsOf(world, member)
  if ((base & Bit.Administrator) !== 0n) return base
  const ofEveryone = channel.overwrites.filter(({ id }) => id === channel.guildId)
  const ofRoles = channel.overwrites.filter(({ id, kind }) => kind === 'role' && member.roleIds.includes(id))
  const own = channel.overwrites.filter(({ id, kind }) => kind === 'member' && id === member.user.id)
  return [ofEveryone, ofRoles, own].reduce(applied, base)
}

function applied(bits: bigint, overwrites: readonly Overwrite[]): bigint {
  const allow = overwrites.reduce((sum, one) => sum | one.allow, 0n)
  const deny = overwrites.reduce((sum, one) => sum | one.deny, 0n)
  return (bits & ~deny) | allow
}

function implied(bits: bigint, { type }: WorldChannel, sending: bigint): bigint {
  if ((bits & Bit.ViewChannel) === 0n) return 0n
  const heard = (bits & sending) === 0n ? bits & withoutSending : bits
  return type === ChannelType.GuildVoice && (bits & Bit.Connect) === 0n ? heard & withoutConnecting : heard
}

/**
 * Whether Discord would offer a command with these `default_member_permissions` to someone.
 * `null` is everyone, `"0"` is nobody but administrators.
 */
export function mayUseCommand(permissions: bigint, required: string | null): boolean {
  if (required === null || (permissions & Bit.Administrator) !== 0n) return true
  const needed = BigInt(required)
  return needed !== 0n && (permissions & needed) === needed
}
