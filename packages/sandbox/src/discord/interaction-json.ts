import { attachmentSizeLimit } from './attachments.ts'
import { channelJson } from './channel-json.ts'
import { localeOf } from './clients.ts'
import { guildLocale } from './guild-json.ts'
import { contextOf } from './integration.ts'
import type { InteractionData } from './interaction-data.ts'
import type { CallbackEffect, Interaction } from './interactions.ts'
import { messageJson } from './message-json.ts'
import type { WorldMessage } from './messages.ts'
import type { CallbackResponseJson, InteractionJson } from './newer-than-api-types.ts'
import { memberWithPermissionsJson, userJson } from './people-json.ts'
import { appPermissionsIn, permissionsIn } from './permissions.ts'
import { guildOf, guildOfChannel } from './places.ts'
import type { World } from './world.ts'

/** The payload of INTERACTION_CREATE. */
export function interactionJson(
  world: World,
  interaction: Interaction,
  data: InteractionData,
  message: WorldMessage | undefined,
): InteractionJson {
  const { userId, channelId } = interaction
  const channel = world.channels.get(channelId)
  const guild = guildOf(world, channel)
  const user = world.users.get(userId)
  const member = guild?.members.get(userId)
  const bits = permissionsIn(world, channelId, userId)
  const permissions = bits.toString()
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    ...(guild ? { guild_id: guild.id, guild: { id: guild.id, features: [], locale: guildLocale }, guild_locale: guildLocale } : {}),
    channel_id: interaction.channelId,
    ...(channel ? { channel: { ...channelJson(world, channel), permissions } } : {}),
    ...(member ? { member: memberWithPermissionsJson(world, member, bits) } : user ? { user: userJson(user) } : {}),
    locale: localeOf(world, userId),
    app_permissions: appPermissionsIn(world, channelId, userId).toString(),
    entitlements: [],
    authorizing_integration_owners: interaction.owners,
    context: contextOf(world, channelId),
    attachment_size_limit: attachmentSizeLimit,
    ...(message ? { message: messageJson(world, message) } : {}),
  }
}

/** What `?with_response=true` gives: the interaction, and for a message or a launch what came of it. */
export function callbackJson(world: World, interaction: Interaction, effect: CallbackEffect): CallbackResponseJson {
  const { callback, message, instanceId } = effect
  const guild = guildOfChannel(world, interaction.channelId)
  const resource =
    (callback === 4 || callback === 7) && message
      ? { type: callback, message: messageJson(world, message) }
      : instanceId === undefined
        ? undefined
        : { type: callback, activity_instance: { id: instanceId } }
  return {
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.channelId,
      ...(guild ? { guild_id: guild.id } : {}),
      ...(instanceId === undefined ? {} : { activity_instance_id: instanceId }),
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: message.state === 'thinking',
            response_message_ephemeral: message.onlyFor !== null,
          }
        : {}),
    },
    ...(resource ? { resource } : {}),
  }
}
