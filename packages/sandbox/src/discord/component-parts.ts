import { z } from 'zod'
import { textOf } from './form-parts.ts'

/** What many components have in common. */
export const componentId = z.number().int().nonnegative().nullish()
export const customId = textOf(1, 100)
export const emoji = z
  .object({ id: z.string().max(20).nullish(), name: z.string().max(32).nullish(), animated: z.boolean().nullish() })
  .nullish()
export const textDisplay = z.object({ type: z.literal(10), id: componentId, content: textOf(1, 4000) })

/** A rule for zod's `refine`: what Discord says, and about which member, when it does not hold. */
export function rule<T>(holds: (component: T) => boolean, path: string[], code: string, message: string) {
  const said: { path: string[]; message: string; params: { code: string } } = { path, message, params: { code } }
  const pair: [typeof holds, typeof said] = [holds, said]
  return pair
}

/** No two options have the same value. */
export function distinctOptions() {
  const holds = ({ options }: { options: { value: string }[] }) => new Set(options.map(({ value }) => value)).size === options.length
  return rule(holds, ['options'], 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'The specified option value is already used')
}
