import { integrationOwners } from './integration.ts'
import type { JsonObject } from './json.ts'
import { timestamp } from './json.ts'
import type { Answers, WorldMessage } from './messages.ts'
import { userJson } from './people-json.ts'
import { guildOfChannel } from './places.ts'
import type { World } from './world.ts'

/** Discord's message object. */
export function messageJson(world: World, message: WorldMessage): JsonObject {
  const referenced = message.repliesTo === null ? undefined : world.messages.get(message.repliesTo)
  return {
    ...basicJson(world, message),
    ...(message.repliesTo === null
      ? {}
      : {
          message_reference: {
            type: 0,
            channel_id: message.channelId,
            ...guildPart(world, message.channelId),
            message_id: message.repliesTo,
          },
          referenced_message: referenced ? basicJson(world, referenced) : null,
        }),
    ...(message.answers === null ? {} : interactionJson(world, message, message.answers)),
  }
}

function basicJson(world: World, message: WorldMessage): JsonObject {
  const people = (ids: readonly string[]) => ids.flatMap((id) => world.users.get(id) ?? []).map(userJson)
  const [author] = people([message.authorId])
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
    pinned: false,
    flags: message.flags,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.answers === null ? {} : { application_id: world.application.id, webhook_id: world.application.id }),
  }
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
    authorizing_integration_owners: integrationOwners(world, message.channelId, answers.userId),
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
