import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10'
import type { OptionDefinition } from './command-draft.ts'
import type { StoredCommand } from './commands.ts'
import type { JsonObject } from './json.ts'
import { type Named, resolvedPart } from './resolved.ts'
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

/** The `data` of an INTERACTION_CREATE for a command or its autocomplete. */
export function commandData(world: World, channelId: string, command: StoredCommand, given: readonly GivenOption[]): JsonObject {
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(given.length > 0 ? { options: given } : {}),
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    ...resolvedPart(world, channelId, namedIn(given)),
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
  }
}
