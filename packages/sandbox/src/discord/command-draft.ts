import { ApplicationCommandOptionType as Option, ApplicationCommandType as Type } from 'discord-api-types/v10'
import { z } from 'zod'
import { textOf } from './form-parts.ts'
import { localizationsOf, sizeOf } from './localisation.ts'
import { done, invalidForm, type Outcome, refusalOfIssues, refused } from './refusal.ts'

/** One parameter of a command; sub-commands (1) and groups (2) hold further ones. */
export interface OptionDefinition {
  type: number
  name: string
  description: string
  required?: boolean | undefined
  autocomplete?: boolean | undefined
  choices?: { name: string; value: string | number }[] | undefined
  options?: OptionDefinition[] | undefined
  min_value?: number | undefined
  max_value?: number | undefined
  min_length?: number | undefined
  max_length?: number | undefined
  [other: string]: unknown
}

const slashName = z
  .string()
  .regex(/^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u, 'Command name is invalid')
  .refine((name) => name === name.toLowerCase(), 'Command name is invalid')
const description = textOf(1, 100)
const nameLocalizations = localizationsOf(slashName)
const descriptionLocalizations = localizationsOf(description)
const choiceName = textOf(1, 100)

const optionDefinition: z.ZodType<OptionDefinition> = z.lazy(() =>
  z.looseObject({
    type: z.number().int().min(Option.Subcommand).max(Option.Attachment),
    name: slashName,
    name_localizations: nameLocalizations,
    description,
    description_localizations: descriptionLocalizations,
    required: z.boolean().optional(),
    autocomplete: z.boolean().optional(),
    choices: z
      .array(
        z.looseObject({
          name: choiceName,
          name_localizations: localizationsOf(choiceName),
          value: z.union([z.string().max(100), z.number()]),
        }),
      )
      .max(25)
      .optional(),
    options: z.array(optionDefinition).max(25).optional(),
    min_value: z.number().optional(),
    max_value: z.number().optional(),
    min_length: z.number().int().min(0).max(6000).optional(),
    max_length: z.number().int().min(1).max(6000).optional(),
  }),
)

const commandType = z.union([z.literal(Type.ChatInput), z.literal(Type.User), z.literal(Type.Message), z.literal(Type.PrimaryEntryPoint)])

const members = {
  name: textOf(1, 32),
  name_localizations: localizationsOf(textOf(1, 32)),
  description: z.string().max(100).nullish(),
  description_localizations: descriptionLocalizations,
  options: z.array(optionDefinition).max(25).nullish(),
  default_member_permissions: z
    .union([z.string().regex(/^\d{1,20}$/), z.number().int().nonnegative()])
    .nullish()
    .transform((bits) => (typeof bits === 'number' ? String(bits) : bits)),
  dm_permission: z.boolean().nullish(),
  nsfw: z.boolean().nullish(),
  contexts: z.array(z.number().int().min(0).max(2)).max(3).nullish(),
  integration_types: z.array(z.number().int().min(0).max(1)).min(1).max(2).nullish(),
  handler: z.union([z.literal(1), z.literal(2)]).nullish(),
}

const newCommand = z.object({ ...members, type: commandType.nullish().transform((type) => type ?? Type.ChatInput) })
const commandEdit = z.object(members).partial()
/** With `id`, a bulk update keeps that command even when its name changes. */
const bulkCommand = newCommand.extend({ id: z.string().optional() })

export type CommandDraft = z.infer<typeof bulkCommand>
export type CommandEdit = z.infer<typeof commandEdit>

export function readCommand(body: unknown): Outcome<CommandDraft> {
  const parsed = newCommand.safeParse(body, { reportInput: true })
  return parsed.success ? checked(parsed.data, []) : refused(refusalOfIssues(parsed.error.issues))
}

export function readCommandEdit(body: unknown): Outcome<CommandEdit> {
  const parsed = commandEdit.safeParse(body, { reportInput: true })
  return parsed.success ? done(parsed.data) : refused(refusalOfIssues(parsed.error.issues))
}

export function readBulk(body: unknown): Outcome<CommandDraft[]> {
  const parsed = z.array(bulkCommand).max(131).safeParse(body, { reportInput: true })
  if (!parsed.success) return refused(refusalOfIssues(parsed.error.issues))
  for (const [index, draft] of parsed.data.entries()) {
    const one = checked(draft, [index])
    if (one.kind === 'refused') return one
    const twin = parsed.data.findIndex((other) => other.name === draft.name && other.type === draft.type)
    if (twin !== index)
      return refused(invalidForm([index], 'APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique'))
  }
  return done(parsed.data)
}

/** What depends on the command's type: slash commands have a slash name and a description, the others neither options nor a description. */
export function checked(draft: CommandDraft, at: readonly PropertyKey[]): Outcome<CommandDraft> {
  if (draft.type === Type.PrimaryEntryPoint && draft.options?.length)
    return refused(invalidForm([...at, 'options'], 'APPLICATION_COMMAND_OPTIONS_NOT_ALLOWED', 'Options are not allowed here'))
  if (draft.type !== Type.ChatInput) return done(draft)
  const names = [draft.name, ...Object.values(draft.name_localizations ?? {})]
  if (names.some((name) => !slashName.safeParse(name).success))
    return refused(invalidForm([...at, 'name'], 'APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid'))
  if (!draft.description) return refused(invalidForm([...at, 'description'], 'BASE_TYPE_REQUIRED', 'This field is required'))
  const misplaced = misplacedOption(draft.options ?? [])
  if (misplaced)
    return refused(
      invalidForm(
        [...at, ...misplaced],
        'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID',
        'Required options must be placed before non-required options',
      ),
    )
  if (sizeOf(draft) > maxSize) return refused(invalidForm(at, 'APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${maxSize})`))
  return done(draft)
}

const maxSize = 8_000

/** The way to a required option that stands behind one that isn't. */
function misplacedOption(options: readonly OptionDefinition[]): PropertyKey[] | undefined {
  const firstFree = options.findIndex(({ type, required }) => type > Option.SubcommandGroup && required !== true)
  const late = options.findIndex(({ required }, index) => required === true && firstFree !== -1 && index > firstFree)
  if (late !== -1) return ['options', late]
  for (const [index, option] of options.entries()) {
    const inside = misplacedOption(option.options ?? [])
    if (inside) return ['options', index, ...inside]
  }
  return undefined
}
