import { cast } from '../discord/cast.ts'
import type { Discord } from '../discord/discord.ts'
import { frameUrl } from '../discord/instances.ts'
import type { WorldMessage } from '../discord/messages.ts'
import { channelsOf } from '../discord/places.ts'
import type { World } from '../discord/world.ts'
import type { SandboxKaltura } from '../kaltura/index.ts'
import type { SandboxFault, SandboxInstance, SandboxMember, SandboxMessage, SandboxState } from './contract.ts'

const botColor = '#5865f2'

/** All that the page shows, from what Discord and Kaltura know. */
export function sandboxStateOf(
  discord: Discord,
  kaltura: SandboxKaltura | undefined,
  activityOrigin: string,
  faults: readonly SandboxFault[],
): SandboxState {
  const { world } = discord.store
  return {
    guild: { ...cast.guild },
    channels: channelsOf(world, world.guilds.get(cast.guild.id)).map(({ id, name }) => ({ id, name })),
    members: people(),
    bot: { id: world.application.id, name: world.application.name, online: world.botOnline },
    commands: [...world.commands.values()].map((command) => ({ ...command })),
    messages: [...world.messages.values()].map((message) => messageOf(world, message)),
    instances: instancesOf(discord, activityOrigin),
    modals: [...world.modals.values()].map(({ userId, customId, title, components, openedBy }) => ({
      interactionId: openedBy.id,
      userId,
      customId,
      title,
      components,
    })),
    faults: [...faults],
    kaltura: { entries: kaltura?.entries() ?? [], deliveries: kaltura?.deliveries() ?? [] },
  }
}

function people(): SandboxMember[] {
  const parts = ['manager', 'member', 'guest'] as const
  return parts.map((part) => {
    const { userId, username, displayName, color, roles } = cast.members[part]
    return { userId, username, displayName, color, part, roles: roles.map((role) => ({ ...cast.roles[role] })) }
  })
}

function messageOf(world: World, message: WorldMessage): SandboxMessage {
  const author = world.users.get(message.authorId)
  const asker = message.answers === null ? undefined : world.users.get(message.answers.userId)
  return {
    id: message.id,
    channelId: message.channelId,
    author: { id: message.authorId, name: author?.displayName ?? '', bot: author?.bot ?? false, color: botColor },
    content: message.content,
    embeds: message.embeds,
    components: message.components,
    atMs: message.atMs,
    editedAtMs: message.editedAtMs,
    onlyFor: message.onlyFor,
    answers:
      message.answers === null
        ? null
        : { userId: message.answers.userId, userName: asker?.displayName ?? '', label: message.answers.label },
    state: message.state,
  }
}

function instancesOf({ store: { world } }: Discord, activityOrigin: string): SandboxInstance[] {
  return [...world.instances.values()].map((instance) => ({
    instanceId: instance.id,
    channelId: instance.channelId,
    frames: instance.frames.map((frame) => ({ userId: frame.userId, url: frameUrl(world, activityOrigin, instance, frame) })),
  }))
}
