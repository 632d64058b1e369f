import { z } from 'zod'

/** Discord's component types that the sandbox shows. Source: "Component Reference" of Discord's documentation. */
const type = { row: 1, button: 2, section: 9, text: 10, separator: 14, container: 17 } as const

export const buttonStyles = ['primary', 'secondary', 'success', 'danger', 'link'] as const
const linkStyle = 5

export type MessageComponent =
  | { kind: 'button'; label: string; style: (typeof buttonStyles)[number]; disabled: boolean; customId: string }
  | { kind: 'link'; label: string; url: string; disabled: boolean }
  | { kind: 'text'; content: string }
  | { kind: 'separator' }
  | { kind: 'row' | 'group'; children: MessageComponent[] }
  | { kind: 'unsupported' }

const button = z.object({
  type: z.literal(type.button),
  style: z.number().int().min(1).max(5),
  label: z.string().max(200).nullish(),
  emoji: z.object({ name: z.string().nullish() }).nullish(),
  disabled: z.boolean().nullish(),
  custom_id: z.string().nullish(),
  url: z.url({ protocol: /^https?$/ }).nullish(),
})
const parent = z.object({ type: z.number(), components: z.array(z.unknown()).max(40), accessory: z.unknown().optional() })
const text = z.object({ type: z.literal(type.text), content: z.string() })
const bare = z.object({ type: z.literal(type.separator) })

const deepest = 4

/** Reads one of Discord's message components; kinds that the sandbox can't show are said to be so rather than left out. */
export function readComponent(json: unknown, depth = 0): MessageComponent {
  const asButton = button.safeParse(json)
  if (asButton.success) return readButton(asButton.data)
  const asText = text.safeParse(json)
  if (asText.success) return { kind: 'text', content: asText.data.content }
  if (bare.safeParse(json).success) return { kind: 'separator' }
  const asParent = parent.safeParse(json)
  if (!asParent.success || depth >= deepest) return { kind: 'unsupported' }
  const { components, accessory } = asParent.data
  const children = [...components, ...(accessory === undefined ? [] : [accessory])].map((child) => readComponent(child, depth + 1))
  if (asParent.data.type === type.row) return { kind: 'row', children }
  return asParent.data.type === type.section || asParent.data.type === type.container
    ? { kind: 'group', children }
    : { kind: 'unsupported' }
}

function readButton({ style, label, emoji, disabled, custom_id: customId, url }: z.infer<typeof button>): MessageComponent {
  const words = [emoji?.name, label].filter(Boolean).join(' ') || 'Button'
  if (style === linkStyle) return url ? { kind: 'link', label: words, url, disabled: disabled ?? false } : { kind: 'unsupported' }
  const known = buttonStyles[style - 1]
  return customId && known ? { kind: 'button', label: words, style: known, disabled: disabled ?? false, customId } : { kind: 'unsupported' }
}
