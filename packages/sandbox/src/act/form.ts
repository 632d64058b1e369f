import { ComponentType as Type } from 'discord-api-types/v10'
import { z } from 'zod'
import type { ComponentInput } from '../discord/components.ts'
import type { JsonObject } from '../discord/json.ts'
import { isSelect } from '../discord/select-menu.ts'
import { CannotActError } from './errors.ts'

/** What is filled in, by a field's label or custom id: text, an option's text or value, several of those, or whether it is ticked. */
export type FormValues = Readonly<Record<string, string | boolean | readonly string[]>>

const option = z.looseObject({ label: z.string(), value: z.string(), default: z.boolean().nullish() })
const formField = z.looseObject({
  type: z.number(),
  custom_id: z.string(),
  label: z.string().nullish(),
  value: z.string().nullish(),
  default: z.boolean().nullish(),
  options: z.array(option).nullish(),
  default_values: z.array(z.looseObject({ id: z.string() })).nullish(),
})
type Component = z.infer<typeof formField>
interface FormField {
  label: string
  component: Component
  /** Puts an answer where Discord has it: in its label or row. */
  wrap: (answer: JsonObject) => JsonObject
}

/**
 * A form as its person sends it: what was filled in, and otherwise what was in it already.
 * @throws CannotActError naming the fields that there are
 */
export function filledIn(components: readonly ComponentInput[], values: FormValues): JsonObject[] {
  const fields = components.flatMap(fieldsOf)
  const given = new Map(Object.entries(values).map(([name, value]) => [fieldNamed(fields, name), value]))
  return fields.map((field) => field.wrap({ ...answerOf(field.component, given.get(field)) }))
}

/** Chosen values of a select menu: ids, or options by their value or by the text that a person reads. */
export function chosenIn(component: ComponentInput, values: readonly string[]): string[] {
  const { options } = formField.parse(component)
  return values.map((value) => optionValue(options, value))
}

function fieldsOf({ label, component, components }: ComponentInput): FormField[] {
  const inLabel = formField.safeParse(component)
  if (inLabel.success) return [{ label: label ?? '', component: inLabel.data, wrap: (answer) => ({ type: Type.Label, component: answer }) }]
  return (components ?? []).flatMap((one) => {
    const inRow = formField.safeParse(one)
    const wrap = (answer: JsonObject): JsonObject => ({ type: Type.ActionRow, components: [answer] })
    return inRow.success ? [{ label: inRow.data.label ?? '', component: inRow.data, wrap }] : []
  })
}

function fieldNamed(fields: readonly FormField[], name: string): FormField {
  const field = fields.find(({ label }) => label === name) ?? fields.find(({ component }) => component.custom_id === name)
  if (field) return field
  throw new CannotActError(`The form has no field "${name}". It has: ${fields.map(({ label }) => label).join(', ') || 'none'}.`)
}

function answerOf(component: Component, given: FormValues[string] | undefined): JsonObject {
  const { type, custom_id, value, options, default_values } = component
  const preset = [...(options ?? []).filter((one) => one.default).map((one) => one.value), ...(default_values ?? []).map(({ id }) => id)]
  const listed = given === undefined ? preset : [given].flat().map((one) => optionValue(options, String(one)))
  if (isSelect(type) || type === Type.CheckboxGroup) return { type, custom_id, values: listed }
  if (type === Type.RadioGroup) return { type, custom_id, value: listed[0] ?? null }
  if (type === Type.Checkbox) return { type, custom_id, value: given ?? component.default ?? false }
  return { type, custom_id, value: given ?? value ?? '' }
}

function optionValue(options: Component['options'], chosen: string): string {
  const option = options?.find(({ value }) => value === chosen) ?? options?.find(({ label }) => label === chosen)
  return option?.value ?? chosen
}
