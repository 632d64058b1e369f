import { channelJson } from './channel-json.ts'
import type { JsonObject } from './json.ts'
import { timestamp } from './json.ts'
import type { Answers, WorldMessage } from './messages.ts'
import { userJson } from './people-json.ts'
import { guildOfChannel } from './places.ts'
import type { ThreadChannel, World } from './world.ts'

/** Discord's message object. */
export function messageJson(world: World, message: WorldMessage): JsonObject {
  const referenced = message.repliesTo === null ? undefined : world.messages.get(message.repliesTo)
  const { startedThreadId } = message
  return {
    ...basicJson(world, message),
    ...(message.repliesTo === null
      ? {}
      : {
          message_reference: {
            type: 0,
            channel_id: referenced?.channelId ?? message.channelId,
            ...guildPart(world, message.channelId),
            message_id: message.repliesTo,
          },
          ...(message.type === 6 ? {} : { referenced_message: referenced ? basicJson(world, referenced) : null }),
        }),
    ...(startedThreadId === null
      ? {}
      : { message_reference: { type: 0, channel_id: startedThreadId, ...guildPart(world, message.channelId) } }),
    ...(message.answers === null ? {} : interactionJson(world, message, message.answers)),
  }
}

function basicJson(world: World, message: WorldMessage): JsonObject {
  const people = (ids: readonly string[]) => ids.flatMap((id) => world.users.get(id) ?? []).map(userJson)
  const [author] = people([message.authorId])
  const thread = threadOf(world, message)
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author,
    content: message.content,
    timestamp: timestamp(message.atMs),
    edited_timestamp: message.editedAtMs === null ? null : timestamp(message.editedAtMs),
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: people(message.mentions.userIds),
    mention_roles: message.mentions.roleIds,
    attachments: [],
    embeds: message.embeds,
    components: message.components,
    pinned: message.pinnedAtMs !== null,
    flags: message.flags | (thread ? hasThread : 0),
    ...(thread ? { thread: channelJson(world, thread) } : {}),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.answers === null ? {} : { application_id: world.application.id, webhook_id: world.application.id }),
  }
}

const hasThread = 1 << 5

/** The thread that was started from a message: it has the message's id. */
export function threadOf(world: World, { id }: WorldMessage): ThreadChannel | undefined {
  const thread = world.channels.get(id)
  return thread?.kind === 'thread' ? thread : undefined
}

function interactionJson(world: World, message: WorldMessage, answers: Answers): JsonObject {
  // The older twin of interaction_metadata: only on answers to commands.
  const legacy = { id: answers.interactionId, type: answers.type, name: answers.name, ...userPart(world, answers) }
  return { interaction_metadata: metadataJson(world, message, answers), ...(answers.type === 2 ? { interaction: legacy } : {}) }
}

function metadataJson(world: World, message: WorldMessage, answers: Answers): JsonObject {
  return {
    id: answers.interactionId,
    type: answers.type,
    ...userPart(world, answers),
    authorizing_integration_owners: answers.owners,
    ...(answers.originalId === null || answers.originalId === message.id ? {} : { original_response_message_id: answers.originalId }),
    ...(answers.type === 3 && answers.componentMessageId !== null ? { interacted_message_id: answers.componentMessageId } : {}),
    ...(answers.triggeredBy ? { triggering_interaction_metadata: metadataJson(world, message, answers.triggeredBy) } : {}),
  }
}

function userPart(world: World, { userId }: Answers): { user?: JsonObject } {
  const user = world.users.get(userId)
  return user ? { user: userJson(user) } : {}
}

function guildPart(world: World, channelId: string): { guild_id?: string } {
  const guild = guildOfChannel(world, channelId)
  return guild ? { guild_id: guild.id } : {}
}
