import {
  type APIMessage,
  type APIMessageInteraction,
  type APIMessageInteractionMetadata,
  type APIMessageReference,
  type APIApplicationCommandInteractionMetadata as CommandMetadata,
  type APIMessageComponentInteractionMetadata as ComponentMetadata,
  InteractionType as Interaction,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord-api-types/v10'
import { threadJson } from './channel-json.ts'
import { componentsJson } from './components.ts'
import { timestamp } from './json.ts'
import type { Answers, WorldMessage } from './messages.ts'
import { knownUserJson, userJson } from './people-json.ts'
import { guildOfChannel } from './places.ts'
import type { ThreadChannel, World } from './world.ts'

/** Discord's message object. */
export function messageJson(world: World, message: WorldMessage): APIMessage {
  const referenced = message.repliesTo === null ? undefined : world.messages.get(message.repliesTo)
  const reference = referenceJson(world, message, referenced)
  const quotes = message.repliesTo !== null && message.type !== MessageType.ChannelPinnedMessage
  return {
    ...basicJson(world, message),
    ...(reference ? { message_reference: reference } : {}),
    ...(quotes ? { referenced_message: referenced ? basicJson(world, referenced) : null } : {}),
    ...(message.answers === null ? {} : interactionParts(world, message, message.answers)),
  }
}

function basicJson(world: World, message: WorldMessage): APIMessage {
  const thread = threadOf(world, message)
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channelId,
    author: knownUserJson(world, message.authorId),
    content: message.content,
    timestamp: timestamp(message.atMs),
    edited_timestamp: message.editedAtMs === null ? null : timestamp(message.editedAtMs),
    tts: false,
    mention_everyone: message.mentions.everyone,
    mentions: message.mentions.userIds.flatMap((id) => world.users.get(id) ?? []).map(userJson),
    mention_roles: message.mentions.roleIds,
    attachments: message.attachments.filter(({ url }) => !isInEmbed(message, url)),
    embeds: message.embeds,
    components: componentsJson(message.components),
    pinned: message.pinnedAtMs !== null,
    flags: message.flags | (thread ? MessageFlags.HasThread : 0),
    ...(thread ? { thread: threadJson(world, thread) } : {}),
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
    ...(message.answers === null ? {} : { application_id: world.application.id, webhook_id: world.application.id }),
  }
}

/** A picture that an embed shows is not among the attachments any more. */
export function isInEmbed({ embeds }: Pick<WorldMessage, 'embeds'>, url: string): boolean {
  return embeds.some(({ image, thumbnail, author, footer }) =>
    [image?.url, thumbnail?.url, author?.icon_url, footer?.icon_url].includes(url),
  )
}

/** The thread that was started from a message: it has the message's id. */
export function threadOf(world: World, { id }: WorldMessage): ThreadChannel | undefined {
  const thread = world.channels.get(id)
  return thread?.kind === 'thread' ? thread : undefined
}

function referenceJson(world: World, message: WorldMessage, referenced: WorldMessage | undefined): APIMessageReference | undefined {
  const guild = guildOfChannel(world, message.channelId)
  const shared = { type: MessageReferenceType.Default, ...(guild ? { guild_id: guild.id } : {}) }
  if (message.startedThreadId !== null) return { ...shared, channel_id: message.startedThreadId }
  if (message.repliesTo === null) return undefined
  return { ...shared, channel_id: referenced?.channelId ?? message.channelId, message_id: message.repliesTo }
}

function interactionParts(
  world: World,
  { id }: WorldMessage,
  answers: Answers,
): { interaction_metadata: APIMessageInteractionMetadata; interaction?: APIMessageInteraction } {
  const { interactionId, type, name, userId, originalId } = answers
  const isFollowUp = originalId !== null && originalId !== id
  const original = isFollowUp ? { original_response_message_id: originalId } : {}
  return {
    interaction_metadata: { ...metadataJson(world, answers), ...original },
    // The older twin of interaction_metadata: only on answers to commands.
    ...(type === Interaction.ApplicationCommand
      ? { interaction: { id: interactionId, type, name, user: knownUserJson(world, userId) } }
      : {}),
  }
}

function metadataJson(world: World, answers: Answers): APIMessageInteractionMetadata {
  const { type, triggeredBy } = answers
  if (type !== Interaction.ModalSubmit || triggeredBy === null) return firstMetadataJson(world, answers)
  return { ...sharedMetadata(world, answers), type, triggering_interaction_metadata: firstMetadataJson(world, triggeredBy) }
}

/** Of a command or a component: what may open a form. */
function firstMetadataJson(world: World, answers: Answers): CommandMetadata | ComponentMetadata {
  const shared = sharedMetadata(world, answers)
  return answers.type === Interaction.MessageComponent && answers.componentMessageId !== null
    ? { ...shared, type: answers.type, interacted_message_id: answers.componentMessageId }
    : { ...shared, type: Interaction.ApplicationCommand }
}

function sharedMetadata(world: World, { interactionId, userId, owners }: Answers) {
  return { id: interactionId, user: knownUserJson(world, userId), authorizing_integration_owners: owners }
}
