import { ButtonStyle, ComponentType as Type } from 'discord-api-types/v10'
import { z } from 'zod'
import { componentId, customId, emoji, textDisplay } from './component-parts.ts'
import { type ComponentInput, flatComponents } from './components.ts'
import { invalidForm, type Refusal, refusalOfIssues } from './refusal.ts'
import { isSelect, selectMenus } from './select-menu.ts'

const button = z
  .object({
    type: z.literal(Type.Button),
    id: componentId,
    style: z.number().int().min(1).max(6),
    custom_id: customId.nullish(),
    label: z.string().max(80).nullish(),
    url: z
      .url({ protocol: /^(https?|discord)$/ })
      .max(512)
      .nullish(),
    sku_id: z.string().max(20).nullish(),
    disabled: z.boolean().nullish(),
    emoji,
  })
  .refine((one) => one.style === ButtonStyle.Premium || Boolean(one.label) || Boolean(one.emoji), {
    message: 'A button must have a label or an emoji',
    params: { code: 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED' },
  })
  .refine((one) => one.style > ButtonStyle.Danger || (Boolean(one.custom_id) && !one.url), {
    message: 'A custom id is required, and no url may be there',
    params: { code: 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED' },
  })
  .refine((one) => one.style !== ButtonStyle.Link || (Boolean(one.url) && !one.custom_id), {
    message: 'A url is required, and no custom id may be there',
    params: { code: 'BUTTON_COMPONENT_INVALID_URL' },
  })
  .refine((one) => one.style !== ButtonStyle.Premium || Boolean(one.sku_id), {
    message: 'A sku_id is required',
    params: { code: 'BASE_TYPE_REQUIRED' },
  })

const inRow = z.discriminatedUnion('type', [button, ...selectMenus])
const row = z
  .object({ type: z.literal(Type.ActionRow), id: componentId, components: z.array(inRow).min(1).max(5) })
  // A select is as wide as five buttons.
  .refine(({ components }) => components.length === 1 || !components.some((one) => isSelect(one.type)), {
    path: ['components'],
    message: 'The specified component exceeds the maximum width',
    params: { code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED' },
  })

const attached = z.string().regex(/^attachment:\/\/[\w.-]+$/, 'A file is named as attachment://<filename>.')
const media = z.object({
  url: z
    .union([attached, z.url({ protocol: /^https?$/, error: 'The sandbox takes only http and https media.' })])
    .refine((url) => url.length <= 2048, 'Must be 2048 or fewer in length.'),
})
const described = { description: z.string().min(1).max(1024).nullish(), spoiler: z.boolean().nullish() }
const thumbnail = z.object({ type: z.literal(Type.Thumbnail), id: componentId, media, ...described })
const inContainer = [
  row,
  textDisplay,
  z.object({
    type: z.literal(Type.Section),
    id: componentId,
    components: z
      .array(z.discriminatedUnion('type', [textDisplay]))
      .min(1)
      .max(3),
    accessory: z.discriminatedUnion('type', [button, thumbnail]),
  }),
  z.object({
    type: z.literal(Type.MediaGallery),
    id: componentId,
    items: z
      .array(z.object({ media, ...described }))
      .min(1)
      .max(10),
  }),
  z.object({
    type: z.literal(Type.File),
    id: componentId,
    file: z.object({ url: attached.max(2048) }),
    spoiler: z.boolean().nullish(),
  }),
  z.object({
    type: z.literal(Type.Separator),
    id: componentId,
    spacing: z.union([z.literal(1), z.literal(2)]).nullish(),
    divider: z.boolean().nullish(),
  }),
] as const
const container = z.object({
  type: z.literal(Type.Container),
  id: componentId,
  accent_color: z.number().int().min(0).max(0xffffff).nullish(),
  spoiler: z.boolean().nullish(),
  components: z.array(z.discriminatedUnion('type', inContainer)).min(1).max(40),
})

const legacy = z.object({ components: z.array(z.discriminatedUnion('type', [row])).max(5) })
const v2 = z.object({ components: z.array(z.discriminatedUnion('type', [...inContainer, container])).max(40) })
const maxTextCharacters = 4_000

/** What Discord has against these components in a message, with or without IS_COMPONENTS_V2. */
export function wrongMessageComponents(components: readonly ComponentInput[], isV2: boolean): Refusal | undefined {
  const parsed = (isV2 ? v2 : legacy).safeParse({ components }, { reportInput: true })
  if (!parsed.success) return refusalOfIssues(parsed.error.issues)
  const flat = flatComponents(components)
  if (isV2 && flat.length > 40)
    return invalidForm(['components'], 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', 'The maximum number of total components is 40')
  const texts = flat.map((one) => (one.type === Type.TextDisplay && typeof one.content === 'string' ? one.content.length : 0))
  if (texts.reduce((sum, length) => sum + length, 0) > maxTextCharacters)
    return invalidForm(['components'], 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', 'Displayable text exceeds the maximum size of 4000')
  return undefined
}
