import { z } from 'zod'

/** Discord's option types that a person fills in; sub-commands (1) and groups (2) are folded into {@link SlashCommand.path}. */
export const optionType = {
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const
const subcommand = 1
const group = 2

const chatInput = 1
const entryPoint = 4

export interface CommandField {
  name: string
  description: string
  type: number
  required: boolean
  autocomplete: boolean
  choices: readonly { name: string; value: string | number }[]
  min?: number | undefined
  max?: number | undefined
  minLength?: number | undefined
  maxLength?: number | undefined
}

/** One thing a person can use: `/kaltura watch` is one, `/kaltura meeting start` is another of the same registered command. */
export interface SlashCommand {
  commandId: string
  /** Words after the slash: command, perhaps group, perhaps sub-command. */
  path: readonly string[]
  description: string
  fields: readonly CommandField[]
}

type Registered = z.infer<typeof registered>
type RegisteredOption = z.infer<typeof registeredOption>

const choice = z.object({ name: z.string(), value: z.union([z.string(), z.number()]) })
const leaf = z.object({
  type: z.number(),
  name: z.string(),
  description: z.string().default(''),
  required: z.boolean().nullish(),
  autocomplete: z.boolean().nullish(),
  choices: z.array(choice).nullish(),
  min_value: z.number().nullish(),
  max_value: z.number().nullish(),
  min_length: z.number().nullish(),
  max_length: z.number().nullish(),
})
const registeredOption = leaf.extend({ options: z.array(leaf.extend({ options: z.array(leaf).nullish() })).nullish() })
const registered = z.object({
  id: z.string(),
  type: z.number().default(chatInput),
  name: z.string(),
  description: z.string().default(''),
  options: z.array(registeredOption).nullish(),
})

/** Every slash command that was registered, sub-commands flattened. A command that this page can't read is left out. */
export function slashCommands(commands: readonly unknown[]): SlashCommand[] {
  return readable(commands, chatInput).flatMap((command) => flatten(command, [command.name], command.description, command.options ?? []))
}

/** The command that Discord shows in its app launcher rather than behind the slash; at most one. */
export function entryPointCommand(commands: readonly unknown[]): { commandId: string; name: string } | undefined {
  const found = readable(commands, entryPoint)[0]
  return found && { commandId: found.id, name: found.name }
}

/** Those whose words start with what was typed come first, then those that contain it, by name or by description. */
export function matchingCommands(commands: readonly SlashCommand[], typed: string): SlashCommand[] {
  const wanted = typed.replace(/^\//, '').trim().replace(/\s+/g, ' ').toLowerCase()
  const rank = (command: SlashCommand): number => {
    const name = command.path.join(' ').toLowerCase()
    if (name.startsWith(wanted)) return 0
    if (command.path.some((word) => word.toLowerCase().startsWith(wanted))) return 1
    if (name.includes(wanted)) return 2
    return command.description.toLowerCase().includes(wanted) ? 3 : 4
  }
  return commands
    .map((command) => ({ command, rank: rank(command) }))
    .filter((each) => each.rank < 4)
    .sort((a, b) => a.rank - b.rank)
    .map((each) => each.command)
}

export function commandLabel(command: SlashCommand): string {
  return `/${command.path.join(' ')}`
}

function readable(commands: readonly unknown[], type: number): Registered[] {
  return commands.flatMap((command) => {
    const read = registered.safeParse(command)
    return read.success && read.data.type === type ? [read.data] : []
  })
}

function flatten(command: Registered, path: readonly string[], description: string, options: readonly RegisteredOption[]): SlashCommand[] {
  const nested = options.filter((option) => option.type === subcommand || option.type === group)
  if (nested.length === 0) return [{ commandId: command.id, path, description, fields: options.map(field) }]
  return nested.flatMap((option) => flatten(command, [...path, option.name], option.description, option.options ?? []))
}

function field(option: RegisteredOption): CommandField {
  return {
    name: option.name,
    description: option.description,
    type: option.type,
    required: option.required ?? false,
    autocomplete: option.autocomplete ?? false,
    choices: option.choices ?? [],
    min: option.min_value ?? undefined,
    max: option.max_value ?? undefined,
    minLength: option.min_length ?? undefined,
    maxLength: option.max_length ?? undefined,
  }
}
