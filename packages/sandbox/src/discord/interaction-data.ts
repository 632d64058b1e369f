import {
  type APIApplicationCommandInteractionData,
  type APIAutocompleteApplicationCommandInteractionData,
  type APIMessageComponentInteractionData,
  type APIModalSubmission,
  ComponentType as Type,
} from 'discord-api-types/v10'
import type { ComponentInput } from './components.ts'
import { type Place, resolvedJson } from './resolved.ts'
import { namedBy } from './select-answer.ts'
import type { World } from './world.ts'

/** What an interaction is about. */
export type InteractionData =
  | APIApplicationCommandInteractionData
  | APIAutocompleteApplicationCommandInteractionData
  | (APIMessageComponentInteractionData & { id: number })
  | APIModalSubmission

/** The `data` of a component that a person used. @param values what they chose, in a menu */
export function componentData(
  world: World,
  place: Place,
  component: ComponentInput,
  values: readonly string[],
): APIMessageComponentInteractionData & { id: number } {
  const shared = { custom_id: component.custom_id ?? '', id: component.id ?? 0 }
  const chosen = { ...shared, values: [...values] }
  const resolved = resolvedJson(world, place, namedBy(component.type, values))
  switch (component.type) {
    case Type.StringSelect:
      return { ...chosen, component_type: Type.StringSelect }
    case Type.UserSelect:
      return { ...chosen, component_type: Type.UserSelect, resolved: { ...resolved, users: resolved.users ?? {} } }
    case Type.RoleSelect:
      return { ...chosen, component_type: Type.RoleSelect, resolved: { roles: resolved.roles ?? {} } }
    case Type.MentionableSelect:
      return { ...chosen, component_type: Type.MentionableSelect, resolved }
    case Type.ChannelSelect:
      return { ...chosen, component_type: Type.ChannelSelect, resolved: { channels: resolved.channels ?? {} } }
    default:
      return { ...shared, component_type: Type.Button }
  }
}
