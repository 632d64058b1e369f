import {
  type APIApplicationCommandInteractionData as CommandData,
  ApplicationCommandOptionType as Option,
  ApplicationCommandType as Type,
  type APIAutocompleteApplicationCommandInteractionData as TypingData,
} from 'discord-api-types/v10'
import type { OptionDefinition } from './command-draft.ts'
import type { StoredCommand } from './commands.ts'
import { type Named, type Place, resolvedPart } from './resolved.ts'
import type { World } from './world.ts'

/** One option as a person filled it in. */
export interface GivenOption {
  name: string
  type: number
  value?: string | number | boolean | undefined
  focused?: boolean | undefined
  options?: GivenOption[] | undefined
}

/** What Discord's own client would not have let the person send, as a sentence; `undefined` when all is well. */
export function wrongOption(
  defined: readonly OptionDefinition[],
  given: readonly GivenOption[],
  while_: 'typing' | 'sending',
): string | undefined {
  for (const option of given) {
    const definition = defined.find((one) => one.name === option.name && one.type === option.type)
    if (!definition) return `The command has no option "${option.name}" of type ${option.type}.`
    const wrong = isBranch(definition)
      ? wrongOption(definition.options ?? [], option.options ?? [], while_)
      : while_ === 'sending'
        ? wrongValue(definition, option.value)
        : undefined
    if (wrong) return wrong
  }
  const names = given.map((option) => option.name)
  if (new Set(names).size !== names.length) return 'An option is given twice.'
  if (defined.some(isBranch) && given.length !== 1) return 'Choose one sub-command.'
  const missing = while_ === 'sending' ? defined.find((one) => one.required === true && !names.includes(one.name)) : undefined
  return missing ? `The option "${missing.name}" is required.` : undefined
}

function wrongValue(definition: OptionDefinition, value: GivenOption['value']): string | undefined {
  const { name, type, choices, autocomplete } = definition
  const kind = type === Option.Boolean ? 'boolean' : type === Option.Integer || type === Option.Number ? 'number' : 'string'
  if (typeof value !== kind) return `The option "${name}" must be a ${kind}.`
  if (type === Option.Integer && !Number.isSafeInteger(value)) return `The option "${name}" must be a whole number.`
  if (choices?.length && !autocomplete && !choices.some((choice) => choice.value === value))
    return `The option "${name}" must be one of its choices.`
  const size = typeof value === 'string' ? value.length : Number(value)
  const [least, greatest] =
    typeof value === 'string' ? [definition.min_length, definition.max_length ?? 6000] : [definition.min_value, definition.max_value]
  if (size < (least ?? Number.NEGATIVE_INFINITY) || size > (greatest ?? Number.POSITIVE_INFINITY))
    return `The option "${name}" is out of bounds.`
  return undefined
}

function isBranch(definition: { type: number }): boolean {
  return definition.type === Option.Subcommand || definition.type === Option.SubcommandGroup
}

/** `watch`, or `kaltura search` with its groups and sub-commands. */
export function fullName(command: StoredCommand, given: readonly GivenOption[]): string {
  const branch = given.find(isBranch)
  return branch ? `${command.name} ${fullBranch(branch)}` : command.name
}

function fullBranch(branch: GivenOption): string {
  const next = branch.options?.find(isBranch)
  return next ? `${branch.name} ${fullBranch(next)}` : branch.name
}

/** What a command is used with: options, or what its menu was opened on. */
export type CommandUse =
  | { kind: 'options'; given: readonly GivenOption[] }
  | { kind: 'user'; targetId: string; resolved: UserTarget }
  | { kind: 'message'; targetId: string; resolved: MessageTarget }
  | { kind: 'nothing' }
type UserTarget = Extract<CommandData, { type: Type.User }>['resolved']
type MessageTarget = Extract<CommandData, { type: Type.Message }>['resolved']

/** The `data` of an INTERACTION_CREATE for a command. */
export function commandData(world: World, place: Place, command: StoredCommand, use: CommandUse): CommandData {
  const shared = sharedData(command)
  switch (use.kind) {
    case 'user':
      return { ...shared, type: Type.User, target_id: use.targetId, resolved: use.resolved }
    case 'message':
      return { ...shared, type: Type.Message, target_id: use.targetId, resolved: use.resolved }
    case 'nothing':
      return { ...shared, type: Type.PrimaryEntryPoint }
    case 'options': {
      const options = use.given.map((option) => optionJson(option, Number))
      const resolved = resolvedPart(world, place, namedIn(use.given))
      return { ...shared, type: Type.ChatInput, ...(options.length > 0 ? { options } : {}), ...resolved }
    }
  }
}

/** The `data` of an autocomplete: numbers are still text then, since they may be half of one. */
export function typingData(world: World, place: Place, command: StoredCommand, given: readonly GivenOption[]): TypingData {
  const options = given.map((option) => optionJson(option, String))
  return { ...sharedData(command), type: Type.ChatInput, options, ...resolvedPart(world, place, namedIn(given)) }
}

function sharedData({ id, name, guild_id }: StoredCommand) {
  return { id, name, ...(guild_id === undefined ? {} : { guild_id }) }
}

function optionJson<N extends number | string>(option: GivenOption, numeric: (value: GivenOption['value']) => N) {
  const { name, options = [] } = option
  if (option.type === Option.SubcommandGroup)
    return { name, type: Option.SubcommandGroup as const, options: options.map((one) => branchJson(one, numeric)) }
  return option.type === Option.Subcommand ? branchJson(option, numeric) : leafJson(option, numeric)
}

function branchJson<N extends number | string>({ name, options = [] }: GivenOption, numeric: (value: GivenOption['value']) => N) {
  return { name, type: Option.Subcommand as const, options: options.map((one) => leafJson(one, numeric)) }
}

function leafJson<N extends number | string>({ name, type, value, focused }: GivenOption, numeric: (value: GivenOption['value']) => N) {
  const isFocused = focused === undefined ? {} : { focused }
  switch (type) {
    case Option.Integer:
      return { name, type: Option.Integer as const, value: numeric(value), ...isFocused }
    case Option.Number:
      return { name, type: Option.Number as const, value: numeric(value), ...isFocused }
    case Option.Boolean:
      return { name, type: Option.Boolean as const, value: value === true }
    case Option.User:
      return { name, type: Option.User as const, value: String(value) }
    case Option.Channel:
      return { name, type: Option.Channel as const, value: String(value) }
    case Option.Role:
      return { name, type: Option.Role as const, value: String(value) }
    case Option.Mentionable:
      return { name, type: Option.Mentionable as const, value: String(value) }
    case Option.Attachment:
      return { name, type: Option.Attachment as const, value: String(value) }
    default:
      return { name, type: Option.String as const, value: String(value ?? ''), ...isFocused }
  }
}

/** The ids of people, roles and channels that options name. */
function namedIn(given: readonly GivenOption[]): Named {
  const leaves = given.flatMap(function flat(option): GivenOption[] {
    return option.options ? option.options.flatMap(flat) : [option]
  })
  const named = (types: readonly number[]) => leaves.filter((leaf) => types.includes(leaf.type)).map((leaf) => String(leaf.value))
  return {
    members: named([Option.User, Option.Mentionable]),
    roles: named([Option.Role, Option.Mentionable]),
    channels: named([Option.Channel]),
    attachments: named([Option.Attachment]),
  }
}
