import { ComponentType as Component, InteractionType as Type } from 'discord-api-types/v10'
import { z } from 'zod'
import { type ComponentInput, flatComponents } from '../discord/components.ts'
import type { InteractionStart } from '../discord/interactions.ts'
import type { Modal } from '../discord/modals.ts'
import type { Names } from './names.ts'
import type { ScenarioStep, ScenarioValue } from './scenario-schema.ts'

/** A step without its time. */
export type Doing = ScenarioStep extends infer Step ? (Step extends ScenarioStep ? Omit<Step, 'afterMs'> : never) : never

const value = z.union([z.string(), z.number(), z.boolean()])
type Given = { name: string; type: number; value?: z.infer<typeof value> | undefined; options?: Given[] | undefined }
const given: z.ZodType<Given> = z.lazy(() =>
  z.looseObject({ name: z.string(), type: z.number(), value: value.optional(), options: z.array(given).optional() }),
)
const command = z.looseObject({ options: z.array(given).optional(), target_id: z.string().optional() })
const component = z.looseObject({ custom_id: z.string(), component_type: z.number(), values: z.array(z.string()).optional() })
const answer = z.looseObject({ type: z.number(), custom_id: z.string(), value: value.nullish(), values: z.array(z.string()).nullish() })
const form = z.looseObject({
  components: z.array(z.looseObject({ component: answer.optional(), components: z.array(answer).optional() })),
})
const choices = z.looseObject({ options: z.array(z.looseObject({ label: z.string(), value: z.string() })).nullish() })

/** What a suggestion was called, by the command's full name, the option and its value. */
export type SuggestionNames = (command: string, option: string, value: string | number | boolean) => string | undefined

/** What somebody did, said with names. `undefined` for what a scenario cannot tell: a command of a menu, or in a conversation without a name. */
export function stepOf(
  what: InteractionStart,
  known: { names: Names; modal: Modal | undefined; suggested: SuggestionNames },
): Doing | undefined {
  const { names } = known
  const who = names.who(what.userId)
  const channel = names.channel(what.channelId)
  if (!who || channel === undefined) return undefined
  const where = { who, channel }
  if (what.type === Type.ApplicationCommand) {
    const { options = [], target_id } = command.parse(what.data)
    if (target_id !== undefined) return undefined
    return { do: 'use', ...where, command: `/${what.name}`, values: valuesOf(what.name, options.flatMap(leaves), known) }
  }
  if (what.type === Type.MessageComponent) return pressed(what, where, names)
  return what.type === Type.ModalSubmit ? { do: 'fill', ...where, fields: fieldsOf(what, known.modal, names) } : undefined
}

function valuesOf(name: string, options: readonly Given[], { names, suggested }: { names: Names; suggested: SuggestionNames }) {
  const entries = options.flatMap((option): [string, ScenarioValue][] => {
    if (option.value === undefined) return []
    const suggestion = suggested(name, option.name, option.value)
    return [[option.name, suggestion === undefined ? names.value(option.type, option.value) : { suggestion }]]
  })
  return Object.fromEntries(entries)
}

function leaves(option: Given): Given[] {
  return option.options ? option.options.flatMap(leaves) : [option]
}

function pressed({ data, message }: InteractionStart, where: { who: 'Mara' | 'Tom' | 'Gus'; channel: string }, names: Names): Doing {
  const { custom_id, component_type, values = [] } = component.parse(data)
  const used = flatComponents(message?.components ?? []).find((one) => one.custom_id === custom_id)
  if (component_type === Component.Button) return { do: 'press', ...where, button: used?.label || custom_id }
  const placeholder = z.string().min(1).safeParse(used?.placeholder)
  return {
    do: 'choose',
    ...where,
    menu: placeholder.data ?? custom_id,
    values: values.map((one) => labelOf(used, one) ?? names.chosen(component_type, one)),
  }
}

function fieldsOf({ data }: InteractionStart, modal: Modal | undefined, names: Names): Record<string, string | boolean | string[]> {
  const answers = form.parse(data).components.flatMap(({ component: one, components = [] }) => [...(one ? [one] : []), ...components])
  const fields = flatComponents(modal?.components ?? [])
  const entries = answers.flatMap(({ type, custom_id, value: said, values }): [string, string | boolean | string[]][] => {
    const field = fields.find((one) => one.custom_id === custom_id)
    const label = fields.find((one) => one.component === field)?.label ?? field?.label ?? custom_id
    if (values) return [[label, values.map((one) => labelOf(field, one) ?? names.chosen(type, one))]]
    if (said === null || said === undefined) return []
    return [[label, typeof said === 'boolean' ? said : (labelOf(field, String(said)) ?? String(said))]]
  })
  return Object.fromEntries(entries)
}

function labelOf(menu: ComponentInput | undefined, chosen: string): string | undefined {
  return choices.safeParse(menu).data?.options?.find((option) => option.value === chosen)?.label
}
