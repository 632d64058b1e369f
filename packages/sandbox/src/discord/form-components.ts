import { ComponentType as Type } from 'discord-api-types/v10'
import { z } from 'zod'
import { componentId, customId, distinctOptions, textDisplay } from './component-parts.ts'
import { componentInput, duplicateCustomId } from './components.ts'
import { textOf } from './form-parts.ts'
import { done, invalidForm, type Outcome, refusalOfIssues, refused } from './refusal.ts'
import { selectMenus } from './select-menu.ts'

const length = z.number().int().max(4000)
const textInput = z
  .object({
    type: z.literal(Type.TextInput),
    id: componentId,
    custom_id: customId,
    style: z.union([z.literal(1), z.literal(2)]),
    label: textOf(1, 45).nullish(),
    value: z.string().max(4000).nullish(),
    placeholder: z.string().max(100).nullish(),
    required: z.boolean().nullish(),
    min_length: length.min(0).nullish(),
    max_length: length.min(1).nullish(),
  })
  .refine((input) => (input.min_length ?? 0) <= (input.max_length ?? 4000), {
    path: ['min_length'],
    message: 'min_length must not be above max_length.',
    params: { code: 'BASE_TYPE_MAX' },
  })

const tick = z.object({
  label: textOf(1, 100),
  value: textOf(1, 100),
  description: z.string().max(100).nullish(),
  default: z.boolean().nullish(),
})
const required = z.boolean().nullish()
const inLabel = z.discriminatedUnion('type', [
  textInput,
  ...selectMenus,
  z
    .object({ type: z.literal(Type.RadioGroup), id: componentId, custom_id: customId, required, options: z.array(tick).min(2).max(10) })
    .refine(...distinctOptions()),
  z
    .object({
      type: z.literal(Type.CheckboxGroup),
      id: componentId,
      custom_id: customId,
      required,
      min_values: z.number().int().min(0).max(10).nullish(),
      max_values: z.number().int().min(1).max(10).nullish(),
      options: z.array(tick).min(1).max(10),
    })
    .refine(...distinctOptions()),
  z.object({ type: z.literal(Type.Checkbox), id: componentId, custom_id: customId, default: z.boolean().nullish() }),
])
const label = z
  .object({
    type: z.literal(Type.Label),
    id: componentId,
    label: textOf(1, 45),
    description: textOf(1, 100).nullish(),
    component: inLabel,
  })
  .refine(({ component }) => !('disabled' in component && component.disabled), {
    path: ['component', 'disabled'],
    message: 'A component of a form cannot be disabled.',
    params: { code: 'BASE_TYPE_INVALID' },
  })
const row = z.object({
  type: z.literal(Type.ActionRow),
  id: componentId,
  components: z
    .array(
      z.discriminatedUnion('type', [textInput]).refine((input) => Boolean(input.label), {
        path: ['label'],
        message: 'This field is required',
        params: { code: 'BASE_TYPE_REQUIRED' },
      }),
    )
    .length(1),
})

const form = z.object({
  data: z.object({
    custom_id: customId,
    title: textOf(1, 45),
    components: z
      .array(z.discriminatedUnion('type', [label, row, textDisplay]))
      .min(1)
      .max(5),
  }),
})
const raw = z.object({ data: z.object({ components: z.array(componentInput) }) })

export interface FormDraft {
  customId: string
  title: string
  components: z.infer<typeof componentInput>[]
}

/** Reads a callback of type 9. Uploads (type 19) are refused, because the sandbox keeps no files. */
export function readForm(body: unknown): Outcome<FormDraft> {
  const checked = form.safeParse(body, { reportInput: true })
  if (!checked.success) return refused(refusalOfIssues(checked.error.issues))
  const unread = raw.safeParse(body, { reportInput: true })
  if (!unread.success) return refused(refusalOfIssues(unread.error.issues))
  const { components } = unread.data.data
  if (duplicateCustomId(components) !== undefined)
    return refused(invalidForm(['data', 'components'], 'COMPONENT_CUSTOM_ID_DUPLICATED', 'Component custom id cannot be duplicated'))
  return done({ customId: checked.data.data.custom_id, title: checked.data.data.title, components })
}
