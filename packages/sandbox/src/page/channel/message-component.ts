import { z } from 'zod'
import { readSelect, type SelectMenu } from '../select/select-menu.ts'

/** Discord's component types that the sandbox shows. Source: "Component Reference" of Discord's documentation. */
const type = { row: 1, button: 2, section: 9, text: 10, thumbnail: 11, gallery: 12, file: 13, separator: 14, container: 17 } as const

export const buttonStyles = ['primary', 'secondary', 'success', 'danger', 'link'] as const
const linkStyle = 5

export type MessageComponent =
  | { kind: 'button'; label: string; style: (typeof buttonStyles)[number]; disabled: boolean; customId: string }
  | { kind: 'link'; label: string; url: string; disabled: boolean }
  | { kind: 'text'; content: string }
  | { kind: 'separator'; line: boolean }
  | { kind: 'select'; menu: SelectMenu }
  | { kind: 'gallery'; pictures: Picture[] }
  | { kind: 'file'; file: ShownFile }
  | { kind: 'row'; children: MessageComponent[] }
  | { kind: 'section'; children: MessageComponent[]; accessory: MessageComponent }
  | { kind: 'container'; children: MessageComponent[]; color: string | undefined }
  | { kind: 'unsupported' }

export interface ShownFile {
  url: string
  name: string
  bytes: number
}

export interface Picture {
  url: string
  description: string
}

const button = z.object({
  type: z.literal(type.button),
  style: z.number().int().min(1).max(5),
  label: z.string().max(200).nullish(),
  emoji: z.object({ name: z.string().nullish() }).nullish(),
  disabled: z.boolean().nullish(),
  custom_id: z.string().nullish(),
  url: z.url({ protocol: /^https?$/ }).nullish(),
})
const parent = z.object({
  type: z.number(),
  components: z.array(z.unknown()).max(40),
  accessory: z.unknown().optional(),
  accent_color: z.number().int().min(0).max(0xffffff).nullish(),
})
const text = z.object({ type: z.literal(type.text), content: z.string() })
const separator = z.object({ type: z.literal(type.separator), divider: z.boolean().nullish() })
const picture = z.object({ media: z.object({ url: z.string().max(2048) }), description: z.string().max(1024).nullish() })
const thumbnail = picture.extend({ type: z.literal(type.thumbnail) })
const gallery = z.object({ type: z.literal(type.gallery), items: z.array(picture).max(10) })

const file = z.object({
  type: z.literal(type.file),
  file: z.object({ url: z.url({ protocol: /^https?$/ }) }),
  name: z.string(),
  size: z.number(),
})

const deepest = 4

/** Reads one of Discord's message components; kinds that the sandbox can't show are said to be so rather than left out. */
export function readComponent(json: unknown, depth = 0): MessageComponent {
  const asButton = button.safeParse(json)
  if (asButton.success) return readButton(asButton.data)
  const asText = text.safeParse(json)
  if (asText.success) return { kind: 'text', content: asText.data.content }
  const asSeparator = separator.safeParse(json)
  if (asSeparator.success) return { kind: 'separator', line: asSeparator.data.divider ?? true }
  const menu = readSelect(json)
  if (menu) return { kind: 'select', menu }
  const asThumbnail = thumbnail.safeParse(json)
  if (asThumbnail.success) return { kind: 'gallery', pictures: [readPicture(asThumbnail.data)] }
  const asGallery = gallery.safeParse(json)
  if (asGallery.success) return { kind: 'gallery', pictures: asGallery.data.items.map(readPicture) }
  const asFile = file.safeParse(json)
  if (asFile.success) return { kind: 'file', file: { url: asFile.data.file.url, name: asFile.data.name, bytes: asFile.data.size } }
  const asParent = parent.safeParse(json)
  return asParent.success && depth < deepest ? readParent(asParent.data, depth) : { kind: 'unsupported' }
}

function readParent({ type: kind, components, accessory, accent_color: color }: z.infer<typeof parent>, depth: number): MessageComponent {
  const children = components.map((child) => readComponent(child, depth + 1))
  switch (kind) {
    case type.row:
      return { kind: 'row', children }
    case type.section:
      return { kind: 'section', children, accessory: readComponent(accessory, depth + 1) }
    case type.container:
      return { kind: 'container', children, color: color == null ? undefined : `#${color.toString(16).padStart(6, '0')}` }
    default:
      return { kind: 'unsupported' }
  }
}

function readPicture({ media, description }: z.infer<typeof picture>): Picture {
  return { url: media.url, description: description ?? '' }
}

function readButton({ style, label, emoji, disabled, custom_id: customId, url }: z.infer<typeof button>): MessageComponent {
  const words = [emoji?.name, label].filter(Boolean).join(' ') || 'Button'
  if (style === linkStyle) return url ? { kind: 'link', label: words, url, disabled: disabled ?? false } : { kind: 'unsupported' }
  const known = buttonStyles[style - 1]
  return customId && known ? { kind: 'button', label: words, style: known, disabled: disabled ?? false, customId } : { kind: 'unsupported' }
}
