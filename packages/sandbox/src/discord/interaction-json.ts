import { channelJson, guildLocale } from './guild-json.ts'
import type { CallbackEffect, Interaction } from './interactions.ts'
import type { JsonObject } from './json.ts'
import { messageJson } from './message-json.ts'
import type { WorldMessage } from './messages.ts'
import { memberWithPermissionsJson } from './people-json.ts'
import { permissionsOf } from './permissions.ts'
import type { World, WorldMember } from './world.ts'

/** The payload of INTERACTION_CREATE. */
export function interactionJson(
  world: World,
  interaction: Interaction,
  member: WorldMember,
  data: JsonObject,
  message: WorldMessage | undefined,
): JsonObject {
  const bot = world.members.get(world.application.id)
  const channel = world.channels.get(interaction.channelId)
  const permissions = permissionsOf(world, member).toString()
  return {
    id: interaction.id,
    application_id: world.application.id,
    type: interaction.type,
    token: interaction.token,
    version: 1,
    data,
    guild_id: world.guild.id,
    guild: { id: world.guild.id, features: [], locale: guildLocale },
    guild_locale: guildLocale,
    channel_id: interaction.channelId,
    ...(channel ? { channel: { ...channelJson(world, channel), permissions } } : {}),
    member: memberWithPermissionsJson(world, member),
    locale: 'en-US',
    app_permissions: bot ? permissionsOf(world, bot).toString() : '0',
    entitlements: [],
    authorizing_integration_owners: { 0: world.guild.id },
    context: 0,
    attachment_size_limit: 10_485_760,
    ...(message ? { message: messageJson(world, message) } : {}),
  }
}

/** What `?with_response=true` gives: the interaction, and for a message or a launch what came of it. */
export function callbackJson(world: World, interaction: Interaction, effect: CallbackEffect): JsonObject {
  const { callback, message, instanceId } = effect
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
      guild_id: world.guild.id,
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
