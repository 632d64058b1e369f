import { PermissionFlagsBits as Bit, ApplicationCommandType as Type } from 'discord-api-types/v10'
import type { CommandUse } from '../discord/command-use.ts'
import type { StoredCommand } from '../discord/commands.ts'
import { messageJson } from '../discord/message-json.ts'
import { userJson } from '../discord/people-json.ts'
import { isAllowed } from '../discord/permissions.ts'
import { mayEnter } from '../discord/places.ts'
import { resolvedJson } from '../discord/resolved.ts'
import type { World } from '../discord/world.ts'

/** Whether a guild's client offers the command in the menu of a message or of a person. */
export function isOfMenu({ type, contexts }: StoredCommand): boolean {
  return (type === Type.User || type === Type.Message) && (contexts === null || contexts.includes(0))
}

/** What a command of a menu is used on, and what it resolves to; nothing for others; `undefined` when there is no such target. */
export function targetPart(
  world: World,
  use: { channelId: string; userId: string; command: StoredCommand; targetId: string | undefined },
): Exclude<CommandUse, { kind: 'options' }> | undefined {
  const { channelId, userId, command, targetId } = use
  if (command.type === Type.User) {
    const user = world.users.get(targetId ?? '')
    if (!user || !mayEnter(world, channelId, user.id)) return undefined
    const { members } = resolvedJson(world, { channelId, userId }, { members: [user.id], roles: [], channels: [] })
    const resolved = { users: { [user.id]: userJson(user) }, ...(members ? { members } : {}) }
    return { kind: 'user', targetId: user.id, resolved }
  }
  if (command.type === Type.Message) {
    const message = world.messages.get(targetId ?? '')
    const isSeen = message?.channelId === channelId && isAllowed(world, channelId, userId, Bit.ViewChannel)
    // What only one person sees has no apps in its menu.
    if (!message || !isSeen || message.onlyFor !== null) return undefined
    return { kind: 'message', targetId: message.id, resolved: { messages: { [message.id]: messageJson(world, message) } } }
  }
  return targetId === undefined ? { kind: 'nothing' } : undefined
}
