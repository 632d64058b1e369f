import { ComponentType } from 'discord-api-types/v10'
import { type ComponentInput, flatComponents } from '../discord/components.ts'
import type { WorldMessage } from '../discord/messages.ts'
import { isSelect } from '../discord/select-menu.ts'
import { CannotActError } from './errors.ts'

/**
 * The button with this text, or the menu with this placeholder, or the one with this custom id.
 * @throws CannotActError naming what the message has instead
 */
export function componentNamed(message: WorldMessage, kind: 'button' | 'menu', name: string): ComponentInput & { custom_id: string } {
  const all = flatComponents(message.components).flatMap((one) => {
    const isWanted = kind === 'button' ? one.type === ComponentType.Button : isSelect(one.type)
    return isWanted && one.custom_id
      ? [{ ...one, custom_id: one.custom_id, words: kind === 'button' ? one.label : placeholderOf(one) }]
      : []
  })
  const found = all.find(({ words }) => words === name) ?? all.find(({ custom_id }) => custom_id === name)
  if (!found) {
    const there = all.map(({ words, custom_id }) => words ?? custom_id).join(', ')
    throw new CannotActError(`The message has no ${kind} "${name}". It has: ${there || 'none'}.`)
  }
  if (found.disabled) throw new CannotActError(`The ${kind} "${name}" is disabled.`)
  return found
}

function placeholderOf({ placeholder }: ComponentInput): string | undefined {
  return typeof placeholder === 'string' ? placeholder : undefined
}
