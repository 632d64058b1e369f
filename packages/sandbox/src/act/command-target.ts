import { PermissionFlagsBits as Bit, ApplicationCommandType as Type } from 'discord-api-types/v10'
import type { StoredCommand } from '../discord/commands.ts'
import type { JsonObject } from '../discord/json.ts'
import { messageJson } from '../discord/message-json.ts'
import { userJson } from '../discord/people-json.ts'
import { isAllowed } from '../discord/permissions.ts'
import { mayEnter } from '../discord/places.ts'
import { resolvedPart } from '../discord/resolved.ts'
import type { World } from '../discord/world.ts'

/** Whether a guild's client offers the command in the menu of a message or of a person. */
export function isOfMenu({ type, contexts }: StoredCommand): boolean {
  return (type === Type.User || type === Type.Message) && (contexts === null || contexts.includes(0))
}

/** `target_id` and what it resolves to, for a command of a menu; nothing for others; `undefined` when there is no such target. */
export function targetPart(
  world: World,
  use: { channelId: string; userId: string; command: StoredCommand; targetId: string | undefined },
): JsonObject | undefined {
  const { channelId, userId, command, targetId } = use
  if (command.type === Type.User) {
    const user = world.users.get(targetId ?? '')
    if (!user || !mayEnter(world, channelId, user.id)) return undefined
    const member = resolvedPart(world, channelId, { members: [user.id], roles: [], channels: [] })
    return { target_id: user.id, resolved: { users: { [user.id]: userJson(user) } }, ...member }
  }
  if (command.type === Type.Message) {
    const message = world.messages.get(targetId ?? '')
    const isSeen = message?.channelId === channelId && isAllowed(world, channelId, userId, Bit.ViewChannel)
    // What only one person sees has no apps in its menu.
    if (!message || !isSeen || message.onlyFor !== null) return undefined
    return { target_id: message.id, resolved: { messages: { [message.id]: messageJson(world, message) } } }
  }
  return targetId === undefined ? {} : undefined
}
