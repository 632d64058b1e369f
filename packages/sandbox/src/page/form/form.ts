import { z } from 'zod'
import { choiceProblem, readSelect, type SelectMenu } from '../select/select-menu.ts'

/** One part of a form that the bot opened, in its order. */
export type FormPart = FormField | { kind: 'words'; content: string } | { kind: 'unsupported' }
export type FormField = { label: string; description: string | undefined; inRow: boolean } & (
  | ({ kind: 'text' } & TextInput)
  | { kind: 'select'; customId: string; menu: SelectMenu }
  | ({ kind: 'ticks' } & Ticks)
)

interface TextInput {
  customId: string
  long: boolean
  placeholder: string
  required: boolean
  min: number
  max: number
  preset: string
}

/** Things to tick: one of several (radio group), some of several (checkbox group), or a single one, which has no options. */
export interface Ticks {
  type: 21 | 22 | 23
  customId: string
  options: readonly { value: string; label: string; description: string | undefined }[]
  required: boolean
  min: number
  max: number
  preset: readonly string[]
}

/** What was filled in, by custom id: one text, or what was chosen; a single box that is ticked is `yes`. */
export type FormDraft = Readonly<Record<string, readonly string[]>>

const longest = 4000
const textInput = z.object({
  type: z.literal(4),
  custom_id: z.string().min(1).max(100),
  style: z.number(),
  label: z.string().max(45).nullish(),
  value: z.string().max(longest).nullish(),
  placeholder: z.string().max(100).nullish(),
  required: z.boolean().nullish(),
  min_length: z.number().int().min(0).max(longest).nullish(),
  max_length: z.number().int().min(1).max(longest).nullish(),
})
const ticks = z.object({
  type: z.union([z.literal(21), z.literal(22), z.literal(23)]),
  custom_id: z.string().min(1).max(100),
  required: z.boolean().nullish(),
  default: z.boolean().nullish(),
  min_values: z.number().int().min(0).max(10).nullish(),
  max_values: z.number().int().min(1).max(10).nullish(),
  options: z
    .array(z.object({ value: z.string(), label: z.string(), description: z.string().nullish(), default: z.boolean().nullish() }))
    .max(10)
    .nullish(),
})
const label = z.object({ type: z.literal(18), label: z.string(), description: z.string().nullish(), component: z.unknown() })
/** How forms were written before labels; Discord still takes it. */
const row = z.object({ type: z.literal(1), components: z.array(z.unknown()).min(1).max(1) })
const words = z.object({ type: z.literal(10), content: z.string() })

/** Reads the components of a form; what the sandbox cannot show is said to be so rather than left out. */
export function readForm(components: readonly unknown[]): FormPart[] {
  return components.map((json) => {
    const asWords = words.safeParse(json)
    if (asWords.success) return { kind: 'words', content: asWords.data.content }
    const asLabel = label.safeParse(json)
    if (asLabel.success) return readField(asLabel.data.component, asLabel.data)
    const asRow = row.safeParse(json)
    return asRow.success ? readField(asRow.data.components[0], undefined) : { kind: 'unsupported' }
  })
}

function readField(json: unknown, around: z.infer<typeof label> | undefined): FormPart {
  const menu = readSelect(json)
  const inRow = around === undefined
  const description = around?.description ?? undefined
  if (menu) return { kind: 'select', label: around?.label ?? menu.placeholder, description, inRow, customId: menu.customId, menu }
  const ticked = ticks.safeParse(json)
  if (ticked.success) return { kind: 'ticks', label: around?.label ?? '', description, inRow, ...readTicks(ticked.data) }
  const text = textInput.safeParse(json)
  if (!text.success) return { kind: 'unsupported' }
  const { custom_id: customId, style, value, placeholder, required, min_length: min, max_length: max } = text.data
  return {
    kind: 'text',
    label: around?.label ?? text.data.label ?? 'Text',
    description,
    inRow,
    customId,
    long: style === 2,
    placeholder: placeholder ?? '',
    required: required ?? true,
    min: min ?? 0,
    max: max ?? longest,
    preset: value ?? '',
  }
}

function readTicks({ type, custom_id: customId, required, min_values, max_values, options, ...single }: z.infer<typeof ticks>): Ticks {
  const all = options ?? []
  const preset = type === 23 ? (single.default ? ['yes'] : []) : all.flatMap((option) => (option.default ? [option.value] : []))
  return {
    type,
    customId,
    options: all.map(({ value, label: words, description }) => ({ value, label: words, description: description ?? undefined })),
    required: type !== 23 && (required ?? true),
    min: min_values ?? 1,
    max: type === 22 ? (max_values ?? all.length) : 1,
    preset,
  }
}

export function fieldsOf(parts: readonly FormPart[]): FormField[] {
  return parts.filter((part) => part.kind === 'text' || part.kind === 'select' || part.kind === 'ticks')
}

export function firstDraft(fields: readonly FormField[]): FormDraft {
  return Object.fromEntries(fields.map((field) => [field.customId, presetOf(field)]))
}

function presetOf(field: FormField): readonly string[] {
  if (field.kind === 'select') return field.menu.preset
  return field.kind === 'ticks' ? field.preset : [field.preset]
}

/** What is wrong with one answer, in words; `undefined` when it may be sent. */
export function fieldProblem(field: FormField, draft: FormDraft): string | undefined {
  const given = draft[field.customId] ?? []
  if (field.kind === 'select') return choiceProblem(field.menu, given)
  if (field.kind === 'ticks') return tickProblem(field, given.length)
  const { length } = given[0] ?? ''
  if (length === 0) return field.required ? 'This one is required.' : undefined
  if (length < field.min) return `Write at least ${field.min} characters; these are ${length}.`
  return length > field.max ? `Write at most ${field.max} characters; these are ${length}.` : undefined
}

function tickProblem({ required, type, min, max }: Ticks, count: number): string | undefined {
  if (count === 0) return required ? 'This one is required.' : undefined
  return type === 22 && (count < min || count > max) ? `Tick from ${min} to ${max}; these are ${count}.` : undefined
}

/** The answers in the shape that Discord sends to the bot. */
export function formAnswers(fields: readonly FormField[], draft: FormDraft): Record<string, unknown>[] {
  return fields.map((field) => {
    const given = draft[field.customId] ?? []
    const answer = answerOf(field, given)
    return field.inRow ? { type: 1, components: [answer] } : { type: 18, component: answer }
  })
}

function answerOf(field: FormField, given: readonly string[]): Record<string, unknown> {
  const { customId: custom_id } = field
  if (field.kind === 'text') return { type: 4, custom_id, value: given[0] ?? '' }
  if (field.kind === 'select') return { type: field.menu.type, custom_id, values: given }
  if (field.type === 22) return { type: field.type, custom_id, values: given }
  return { type: field.type, custom_id, value: field.type === 23 ? given.length > 0 : (given[0] ?? null) }
}
