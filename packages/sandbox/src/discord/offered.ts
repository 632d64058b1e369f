import { ApplicationCommandType } from 'discord-api-types/v10'
import type { StoredCommand } from './commands.ts'

/** Whether a client offers the command in a guild's channel to who types a slash: not the commands of menus, nor those for elsewhere. */
export function isOffered({ type, contexts }: StoredCommand): boolean {
  const isTyped = type === ApplicationCommandType.ChatInput || type === ApplicationCommandType.PrimaryEntryPoint
  return isTyped && (contexts === null || contexts.includes(0))
}
