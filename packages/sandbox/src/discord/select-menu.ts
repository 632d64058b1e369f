import { ComponentType as Type } from 'discord-api-types/v10'
import { z } from 'zod'
import { componentId, customId, distinctOptions, emoji, rule } from './component-parts.ts'
import { textOf } from './form-parts.ts'

/** The five kinds of select menu, as a message or a form may hold them (docs: components/reference). */
const common = {
  id: componentId,
  custom_id: customId,
  placeholder: z.string().max(150).nullish(),
  min_values: z.number().int().min(0).max(25).nullish(),
  max_values: z.number().int().min(1).max(25).nullish(),
  disabled: z.boolean().nullish(),
  required: z.boolean().nullish(),
}

const option = z.object({
  label: textOf(1, 100),
  value: textOf(1, 100),
  description: z.string().max(100).nullish(),
  default: z.boolean().nullish(),
  emoji,
})

const defaults = z
  .array(z.object({ id: z.string().regex(/^\d{1,20}$/), type: z.enum(['user', 'role', 'channel']) }))
  .max(25)
  .nullish()

const stringSelect = z
  .object({ type: z.literal(Type.StringSelect), ...common, options: z.array(option).min(1).max(25) })
  .refine(...distinctOptions())
  .refine((select) => (select.max_values ?? 1) <= select.options.length, {
    path: ['options'],
    message: 'There are fewer options than max_values.',
    params: { code: 'BASE_TYPE_BAD_LENGTH' },
  })
  .refine(...minUnderMax())

export const selectMenus = [
  stringSelect,
  z.object({ type: z.literal(Type.UserSelect), ...common, default_values: defaults }).refine(...minUnderMax()),
  z.object({ type: z.literal(Type.RoleSelect), ...common, default_values: defaults }).refine(...minUnderMax()),
  z.object({ type: z.literal(Type.MentionableSelect), ...common, default_values: defaults }).refine(...minUnderMax()),
  z
    .object({
      type: z.literal(Type.ChannelSelect),
      ...common,
      default_values: defaults,
      channel_types: z.array(z.number().int()).max(25).nullish(),
    })
    .refine(...minUnderMax()),
] as const

const selectTypes: readonly number[] = [Type.StringSelect, Type.UserSelect, Type.RoleSelect, Type.MentionableSelect, Type.ChannelSelect]

export function isSelect(type: number): boolean {
  return selectTypes.includes(type)
}

type Bounded = { min_values?: number | null | undefined; max_values?: number | null | undefined }

function minUnderMax() {
  const holds = ({ min_values, max_values }: Bounded): boolean => (min_values ?? 1) <= (max_values ?? 1)
  return rule(holds, ['min_values'], 'BASE_TYPE_MAX', 'min_values must not be above max_values.')
}
