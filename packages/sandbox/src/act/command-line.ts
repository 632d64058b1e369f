import { ApplicationCommandOptionType as Option } from 'discord-api-types/v10'
import type { OptionDefinition } from '../discord/command-draft.ts'
import type { GivenOption } from '../discord/command-use.ts'
import type { StoredCommand } from '../discord/commands.ts'
import { CannotActError } from './errors.ts'

/** What is filled in, by the option's name; people, roles and channels by their ids, files as they are. */
export type OptionValues = Readonly<Record<string, string | number | boolean | FileValue>>
/** A file that the person uploads with the command. */
export interface FileValue {
  file: { name: string; bytes: Uint8Array }
}
type PlainValues = Readonly<Record<string, string | number | boolean>>

/** A command as a person sees it: `/kaltura watch` is the command `kaltura` and the sub-command `watch`. */
export interface CommandLine {
  command: StoredCommand
  /** Group and sub-command, outermost first. */
  branches: readonly OptionDefinition[]
  /** What can be filled in there. */
  options: readonly OptionDefinition[]
}

/**
 * Finds one of the offered commands by what a person would type, with or without the slash. The guild's own command hides a global one of the same name.
 * @throws CannotActError naming what there is instead
 */
export function findCommandLine(commands: readonly StoredCommand[], line: string): CommandLine {
  const [name = '', ...rest] = line.trim().replace(/^\//, '').split(/\s+/)
  const named = commands.filter((command) => command.name === name)
  const command = named.find((one) => one.guild_id !== undefined) ?? named[0]
  if (!command) throw missing(`command "/${name}"`, commands)
  const branches: OptionDefinition[] = []
  let options = command.options ?? []
  for (const word of rest) {
    const branch = options.find((option) => option.name === word && isBranch(option))
    if (!branch) throw missing(`sub-command "${word}" of "/${name}"`, options.filter(isBranch))
    branches.push(branch)
    options = branch.options ?? []
  }
  return { command, branches, options }
}

/**
 * The options as Discord sends them: each with its declared type, below its group and sub-command.
 * @param typing what is in the option that has the focus; always text, whatever the option's type
 * @throws CannotActError
 */
export function fillIn(line: CommandLine, values: PlainValues, typing?: { option: string; text: string }): GivenOption[] {
  const filled = Object.entries(values).map(([name, value]): GivenOption => ({ name, type: definitionOf(line, name).type, value }))
  const focused = typing ? [focusOn(definitionOf(line, typing.option), typing.text)] : []
  return line.branches.reduceRight<GivenOption[]>((options, { name, type }) => [{ name, type, options }], [...filled, ...focused])
}

/** Values with the id of what was uploaded in the place of each file. */
export function uploaded(values: OptionValues, upload: (file: FileValue['file']) => string): PlainValues {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, typeof value === 'object' ? upload(value.file) : value]))
}

function focusOn({ name, type, autocomplete }: OptionDefinition, text: string): GivenOption {
  if (autocomplete !== true) throw new CannotActError(`The option "${name}" suggests nothing: it was not registered with autocomplete.`)
  return { name, type, value: text, focused: true }
}

function definitionOf({ options }: CommandLine, name: string): OptionDefinition {
  const definition = options.find((option) => option.name === name && !isBranch(option))
  if (definition) return definition
  const leaves = options.filter((option) => !isBranch(option))
  throw missing(`option "${name}"`, leaves)
}

/** Names what there is instead. */
export function missing(what: string, there: readonly { name: string }[]): CannotActError {
  const names = there.map((one) => one.name).join(', ')
  return new CannotActError(`There is no ${what}. There is: ${names || 'none'}.`)
}

function isBranch({ type }: OptionDefinition): boolean {
  return type === Option.Subcommand || type === Option.SubcommandGroup
}
