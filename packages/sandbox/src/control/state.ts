import { ChannelType, MessageFlags } from 'discord-api-types/v10'
import { cast } from '../discord/cast.ts'
import type { Discord } from '../discord/discord.ts'
import { frameUrl } from '../discord/instances.ts'
import { isInEmbed, threadOf } from '../discord/message-json.ts'
import type { WorldMessage } from '../discord/messages.ts'
import { channelsOf } from '../discord/places.ts'
import type { World } from '../discord/world.ts'
import type { Faults } from '../faults/faults.ts'
import type { SandboxKaltura } from '../kaltura/index.ts'
import { attendanceStateOf } from './attendance-state.ts'
import type { SandboxAttachment, SandboxInstance, SandboxMember, SandboxMessage, SandboxState } from './contract.ts'
import { directsOf, guildsOf } from './places.ts'

const botColor = '#5865f2'

/** All that the page shows, from what Discord and Kaltura know. */
export function sandboxStateOf(
  discord: Discord,
  kaltura: SandboxKaltura | undefined,
  frameOrigin: (userId: string) => string,
  faults: Pick<Faults, 'all' | 'seed'>,
  scenarios: { readonly status: SandboxState['scenario'] },
): SandboxState {
  const { world } = discord.store
  return {
    guild: { ...cast.guild },
    channels: channelsOf(world, world.guilds.get(cast.guild.id)).flatMap(({ id, name, type }) =>
      type === ChannelType.GuildText ? [{ id, name }] : [],
    ),
    guilds: guildsOf(world),
    directs: directsOf(world),
    installedFor: [...world.userInstalls],
    members: people(),
    bot: { id: world.application.id, name: world.application.name, online: world.botOnline },
    commands: [...world.commands.values()].map((command) => ({ ...command })),
    messages: [...world.messages.values()].map((message) => messageOf(world, message)),
    instances: instancesOf(discord, frameOrigin),
    ...attendanceStateOf(world),
    clients: Object.fromEntries(discord.store.world.clients),
    modals: [...world.modals.values()].map(({ userId, customId, title, components, openedBy }) => ({
      interactionId: openedBy.id,
      userId,
      customId,
      title,
      components,
    })),
    faults: faults.all(),
    seed: faults.seed,
    scenario: scenarios.status,
    kaltura: {
      entries: kaltura?.entries() ?? [],
      deliveries: kaltura?.deliveries() ?? [],
      meetings: kaltura?.meetings.all() ?? [],
      beacons: kaltura?.beacons() ?? [],
    },
  }
}

function people(): SandboxMember[] {
  const parts = ['manager', 'member', 'guest'] as const
  return parts.map((part) => {
    const { userId, username, displayName, color, roles } = cast.members[part]
    return { userId, username, displayName, color, part, roles: roles.map((role) => ({ ...cast.roles[role] })) }
  })
}

function colorOf(userId: string): string {
  return Object.values(cast.members).find((member) => member.userId === userId)?.color ?? botColor
}

function messageOf(world: World, message: WorldMessage): SandboxMessage {
  const author = world.users.get(message.authorId)
  const repliedTo = message.repliesTo === null ? undefined : world.messages.get(message.repliesTo)
  const nameOf = (id: string): string => world.users.get(id)?.displayName ?? ''
  const asker = message.answers === null ? undefined : world.users.get(message.answers.userId)
  return {
    id: message.id,
    channelId: message.channelId,
    author: { id: message.authorId, name: author?.displayName ?? '', bot: author?.bot ?? false, color: colorOf(message.authorId) },
    content: message.content,
    embeds: message.embeds.map((embed) => ({ ...embed })),
    components: message.components,
    attachments: shownAttachments(message),
    atMs: message.atMs,
    editedAtMs: message.editedAtMs,
    onlyFor: message.onlyFor,
    answers:
      message.answers === null
        ? null
        : { userId: message.answers.userId, userName: asker?.displayName ?? '', label: message.answers.label },
    state: message.state,
    type: message.type,
    pinned: message.pinnedAtMs !== null,
    repliesTo: repliedTo && message.type !== 20 ? { id: repliedTo.id, name: nameOf(repliedTo.authorId), content: repliedTo.content } : null,
    threadId: threadOf(world, message)?.id ?? message.startedThreadId,
  }
}

function shownAttachments(message: WorldMessage): SandboxAttachment[] {
  if ((message.flags & MessageFlags.IsComponentsV2) !== 0) return []
  const shown = message.attachments.filter(({ url }) => !isInEmbed(message, url))
  return shown.map(({ id, filename, title, url, size, content_type, description }) => ({
    id,
    name: title ?? filename,
    url,
    bytes: size,
    contentType: content_type ?? null,
    description: description ?? null,
  }))
}

function instancesOf({ store: { world } }: Discord, frameOrigin: (userId: string) => string): SandboxInstance[] {
  return [...world.instances.values()].map((instance) => ({
    instanceId: instance.id,
    channelId: instance.channelId,
    frames: instance.frames.map((frame) => ({
      userId: frame.userId,
      frameId: frame.frameId,
      ...(frame.hungUp ? { hungUp: frame.hungUp } : {}),
      url: frameUrl(world, frameOrigin(frame.userId), instance, frame),
    })),
  }))
}
