import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10'
import type { OptionDefinition } from './command-draft.ts'
import type { StoredCommand } from './commands.ts'
import { roleJson } from './guild-json.ts'
import type { JsonObject } from './json.ts'
import { memberWithPermissionsJson, userJson } from './people-json.ts'
import { permissionsOf } from './permissions.ts'
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
export function commandData(world: World, command: StoredCommand, given: readonly GivenOption[]): JsonObject {
  const resolved = resolvedOf(world, given)
  return {
    id: command.id,
    name: command.name,
    type: command.type,
    ...(given.length > 0 ? { options: given } : {}),
    ...(command.guild_id === undefined ? {} : { guild_id: command.guild_id }),
    ...(Object.keys(resolved).length > 0 ? { resolved } : {}),
  }
}

/** The people, roles and channels that options name, in full. */
function resolvedOf(world: World, given: readonly GivenOption[]): JsonObject {
  const leaves = given.flatMap(function flat(option): GivenOption[] {
    return option.options ? option.options.flatMap(flat) : [option]
  })
  const named = (types: readonly number[]) => leaves.filter((leaf) => types.includes(leaf.type)).map((leaf) => String(leaf.value))
  const members = named([Option.User, Option.Mentionable]).flatMap((id) => world.members.get(id) ?? [])
  const roles = named([Option.Role, Option.Mentionable]).flatMap((id) => world.guild.roles.find((role) => role.id === id) ?? [])
  const channels = named([Option.Channel]).flatMap((id) => world.channels.get(id) ?? [])
  const withoutUser = (json: JsonObject): JsonObject => {
    const { user: _user, deaf: _deaf, mute: _mute, ...rest } = json
    return rest
  }
  return {
    ...(members.length > 0
      ? {
          users: Object.fromEntries(members.map((member) => [member.user.id, userJson(member.user)])),
          members: Object.fromEntries(members.map((member) => [member.user.id, withoutUser(memberWithPermissionsJson(world, member))])),
        }
      : {}),
    ...(roles.length > 0 ? { roles: Object.fromEntries(roles.map((role) => [role.id, roleJson(role, world.application.id)])) } : {}),
    ...(channels.length > 0
      ? { channels: Object.fromEntries(channels.map((channel) => [channel.id, partialChannel(world, channel.id, channel.name)])) }
      : {}),
  }
}

function partialChannel(world: World, id: string, name: string): JsonObject {
  const bot = world.members.get(world.application.id)
  const permissions = bot ? permissionsOf(world, bot).toString() : '0'
  return { id, name, type: 0, parent_id: null, permissions, app_permissions: permissions }
}
