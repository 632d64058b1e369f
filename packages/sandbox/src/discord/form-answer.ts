import {
  type APIModalSubmission,
  type ModalSubmitComponent as SentField,
  type APIModalSubmissionComponent as SentPart,
  ComponentType as Type,
} from 'discord-api-types/v10'
import { z } from 'zod'
import type { ComponentInput } from './components.ts'
import type { JsonObject } from './json.ts'
import { type Named, type Place, resolvedPart } from './resolved.ts'
import { namedBy, wrongChoice } from './select-answer.ts'
import { isSelect } from './select-menu.ts'
import type { World } from './world.ts'

const answered = z.object({
  type: z.number().int(),
  custom_id: z.string().max(100),
  value: z.union([z.string(), z.boolean()]).nullish(),
  values: z.array(z.string()).max(25).nullish(),
})
type Answered = z.infer<typeof answered>
const part = z.object({ component: answered.optional(), components: z.array(answered).max(5).optional() })
const ticks = z.object({
  required: z.boolean().nullish(),
  min_length: z.number().nullish(),
  max_length: z.number().nullish(),
  min_values: z.number().nullish(),
  max_values: z.number().nullish(),
  options: z.array(z.looseObject({ value: z.string() })).nullish(),
})

/** A filled-in form in the form's own order, or the sentence that the person would read instead of sending it. */
export type FormAnswer = { kind: 'filled'; data: APIModalSubmission } | { kind: 'wrong'; why: string }

/**
 * Reads what a person filled in against the form that they were shown.
 * A field that they left out counts as empty; one that the form doesn't have is wrong.
 */
export function readFormAnswer(
  world: World,
  place: Place,
  form: { customId: string; components: readonly ComponentInput[] },
  sent: readonly JsonObject[],
): FormAnswer {
  const parsed = z.array(part).max(5).safeParse(sent)
  if (!parsed.success) return { kind: 'wrong', why: 'The form was filled in with something else than its fields take.' }
  const given = parsed.data.flatMap(({ component, components = [] }) => [...(component ? [component] : []), ...components])
  const fields = form.components.flatMap(({ component, components }) => [...(component ? [component] : []), ...(components ?? [])])
  const fieldOf = (answer: Answered) => fields.find((field) => field.custom_id === answer.custom_id && field.type === answer.type)
  if (given.some((answer) => !fieldOf(answer))) return { kind: 'wrong', why: 'The form has no such field.' }
  if (new Set(given.map(fieldOf)).size !== given.length) return { kind: 'wrong', why: 'A field is filled in twice.' }

  const answerTo = (field: ComponentInput): Answered | undefined => given.find((answer) => answer.custom_id === field.custom_id)
  for (const field of fields) {
    const why = wrongAnswer(world, place.channelId, field, answerTo(field))
    if (why) return { kind: 'wrong', why: `${titleOf(form.components, field)}: ${why}` }
  }
  const components = form.components.map((part): SentPart => {
    const { component } = part
    const shared = part.id ? { id: part.id } : {}
    if (component) return { ...shared, type: Type.Label, component: sentField(component, answerTo(component)) }
    if (part.type === Type.TextDisplay) return { ...shared, type: Type.TextDisplay }
    const texts = (part.components ?? []).map((field) => sentText(field, answerTo(field)))
    return { ...shared, type: Type.ActionRow, components: texts }
  })
  const chosen = fields.map((field) => namedBy(field.type, answerTo(field)?.values ?? []))
  return { kind: 'filled', data: { custom_id: form.customId, components, ...resolvedPart(world, place, together(chosen)) } }
}

function wrongAnswer(world: World, channelId: string, field: ComponentInput, answer: Answered | undefined): string | undefined {
  const { required, min_length, max_length, min_values, max_values, options } = ticks.parse(field)
  const isRequired = required ?? true
  const offered = (value: string): boolean => options?.some((option) => option.value === value) === true
  const values = answer?.values ?? []
  if (isSelect(field.type)) return wrongChoice(world, channelId, field, values, { mayBeEmpty: !isRequired })
  if (field.type === Type.CheckboxGroup) {
    const [least, most] = [isRequired ? (min_values ?? 1) : (min_values ?? 0), max_values ?? options?.length ?? 1]
    if (values.length === 0 && !isRequired) return undefined
    if (values.length < least || values.length > most) return `Tick from ${least} to ${most}.`
    return new Set(values).size === values.length && values.every(offered) ? undefined : 'Something is ticked that was not offered.'
  }
  if (field.type === Type.Checkbox) return typeof (answer?.value ?? false) === 'boolean' ? undefined : 'This is ticked or not.'
  const value = answer?.value ?? ''
  if (typeof value !== 'string') return 'This takes text.'
  if (value === '') return isRequired ? 'This field is required.' : undefined
  if (field.type === Type.RadioGroup) return offered(value) ? undefined : 'Something is chosen that was not offered.'
  const length = [...value].length
  if (length < (min_length ?? 0)) return `Must be ${min_length} or more in length.`
  return length > (max_length ?? 4000) ? `Must be ${max_length ?? 4000} or fewer in length.` : undefined
}

function sentText(field: ComponentInput, answer: Answered | undefined) {
  const value = typeof answer?.value === 'string' ? answer.value : ''
  return { ...named(field), type: Type.TextInput as const, value }
}

function sentField(field: ComponentInput, answer: Answered | undefined): SentField {
  const { type } = field
  const values = answer?.values ?? []
  switch (type) {
    case Type.StringSelect:
    case Type.UserSelect:
    case Type.RoleSelect:
    case Type.MentionableSelect:
    case Type.ChannelSelect:
    case Type.CheckboxGroup:
      return { ...named(field), type, values }
    case Type.Checkbox:
      return { ...named(field), type, value: answer?.value === true }
    case Type.RadioGroup:
      return { ...named(field), type, value: typeof answer?.value === 'string' ? answer.value || null : null }
    default:
      return sentText(field, answer)
  }
}

function named({ id, custom_id }: ComponentInput) {
  return { ...(id ? { id } : {}), custom_id: custom_id ?? '' }
}

function titleOf(components: readonly ComponentInput[], field: ComponentInput): string {
  return components.find((one) => one.component === field)?.label ?? field.label ?? ''
}

function together(named: readonly Named[]): Named {
  return {
    members: named.flatMap(({ members }) => members),
    roles: named.flatMap(({ roles }) => roles),
    channels: named.flatMap(({ channels }) => channels),
  }
}
