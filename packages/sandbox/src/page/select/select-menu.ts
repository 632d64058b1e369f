import { z } from 'zod'
import type { SandboxState } from '../../control/contract.ts'

/** What a select menu offers: words of the bot, or people, roles and channels of the server. */
export type SelectSource = 'options' | 'users' | 'roles' | 'mentionables' | 'channels'

export interface SelectMenu {
  /** Discord's component type, which goes back with the answer. */
  type: number
  customId: string
  source: SelectSource
  options: readonly Choice[]
  placeholder: string
  min: number
  max: number
  disabled: boolean
  /** What is chosen before anybody chose. */
  preset: readonly string[]
}

export interface Choice {
  value: string
  name: string
  detail?: string | undefined
}

const sources = new Map<number, SelectSource>([
  [3, 'options'],
  [5, 'users'],
  [6, 'roles'],
  [7, 'mentionables'],
  [8, 'channels'],
])
const placeholders: Record<SelectSource, string> = {
  options: 'Choose…',
  users: 'Choose people…',
  roles: 'Choose roles…',
  mentionables: 'Choose people or roles…',
  channels: 'Choose channels…',
}

const most = 25
const select = z.object({
  type: z.number(),
  custom_id: z.string().min(1).max(100),
  placeholder: z.string().max(150).nullish(),
  min_values: z.number().int().min(0).max(most).nullish(),
  max_values: z.number().int().min(1).max(most).nullish(),
  required: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  options: z
    .array(z.object({ label: z.string(), value: z.string(), description: z.string().nullish(), default: z.boolean().nullish() }))
    .max(most)
    .nullish(),
  default_values: z
    .array(z.object({ id: z.string() }))
    .max(most)
    .nullish(),
})

/** Reads one of Discord's five select menus; `undefined` for everything else. */
export function readSelect(json: unknown): SelectMenu | undefined {
  const read = select.safeParse(json)
  const source = read.success ? sources.get(read.data.type) : undefined
  if (!read.success || !source) return undefined
  const { type, custom_id: customId, options, default_values: defaults, ...menu } = read.data
  const chosen = options?.filter((option) => option.default).map((option) => option.value) ?? []
  return {
    type,
    customId,
    source,
    options: options?.map(({ label, value, description }) => ({ value, name: label, detail: description ?? undefined })) ?? [],
    placeholder: menu.placeholder || placeholders[source],
    min: menu.required === false ? 0 : (menu.min_values ?? 1),
    max: menu.max_values ?? 1,
    disabled: menu.disabled ?? false,
    preset: source === 'options' ? chosen : (defaults?.map((each) => each.id) ?? []),
  }
}

/** What there is to choose now. */
export function choicesOf({ source, options }: SelectMenu, state: SandboxState | undefined): readonly Choice[] {
  const people = state?.members.map((member) => ({ value: member.userId, name: member.displayName })) ?? []
  const roles = new Map(state?.members.flatMap((member) => member.roles).map((role) => [role.id, { value: role.id, name: role.name }]))
  switch (source) {
    case 'options':
      return options
    case 'users':
      return people
    case 'roles':
      return [...roles.values()]
    case 'mentionables':
      return [...people, ...roles.values()]
    case 'channels':
      return state?.channels.map((channel) => ({ value: channel.id, name: `#${channel.name}` })) ?? []
  }
}

/** What is wrong with this choice, in words; `undefined` when it may be sent. */
export function choiceProblem({ min, max }: SelectMenu, chosen: readonly string[]): string | undefined {
  if (chosen.length < min) return min === max ? `Choose ${min}.` : `Choose at least ${min}.`
  return chosen.length > max ? `Choose at most ${max}.` : undefined
}
