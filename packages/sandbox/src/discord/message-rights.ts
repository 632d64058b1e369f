import { PermissionFlagsBits as Bit, ChannelType } from 'discord-api-types/v10'
import type { MessageDraft } from './message-draft.ts'
import { permissionsIn } from './permissions.ts'
import { guildsOfBot } from './places.ts'
import {
  lockedThread,
  missingAccess,
  missingPermissions,
  noHistoryToReplyTo,
  noMutualGuilds,
  type Refusal,
  unknownChannel,
  wrongChannelType,
} from './refusal.ts'
import type { DirectChannel, World } from './world.ts'

/** Why somebody may not post this in a channel; `undefined` when they may. Answers to interactions need no permission. */
export function whyNotPost(
  world: World,
  userId: string,
  channelId: string,
  what: { draft: MessageDraft; isReply?: boolean },
): Refusal | undefined {
  const channel = world.channels.get(channelId)
  if (!channel) return unknownChannel
  const permissions = permissionsIn(world, channelId, userId)
  const may = (bits: bigint): boolean => (permissions & bits) === bits
  if (!may(Bit.ViewChannel)) return missingAccess
  if (channel.kind === 'direct') return isOutOfReach(world, channel) ? noMutualGuilds : undefined
  if (channel.type === ChannelType.GuildCategory) return wrongChannelType
  const { draft, isReply = false } = what
  if (channel.kind === 'thread' && channel.locked && !may(Bit.ManageThreads)) return lockedThread
  if (!may(channel.kind === 'thread' ? Bit.SendMessagesInThreads : Bit.SendMessages)) return missingPermissions
  if (draft.embeds?.length && !may(Bit.EmbedLinks)) return missingPermissions
  if (draft.files?.length && !may(Bit.AttachFiles)) return missingPermissions
  return isReply && !may(Bit.ReadMessageHistory) ? noHistoryToReplyTo : undefined
}

/** A person whom the bot shares no guild with, and who did not install the application, cannot be written to. */
function isOutOfReach(world: World, { recipientIds }: DirectChannel): boolean {
  const botId = world.application.id
  const person = recipientIds.find((id) => id !== botId)
  if (!recipientIds.includes(botId) || person === undefined) return false
  return !world.userInstalls.has(person) && !guildsOfBot(world).some(({ members }) => members.has(person))
}
