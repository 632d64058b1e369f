import { type APIMessageTopLevelComponent, ComponentType as Type } from 'discord-api-types/v10'
import { z } from 'zod'
import type { Attachment } from './attachments.ts'
import { textOf } from './form-parts.ts'
import type { JsonObject } from './json.ts'

/** A message component as a bot sends it: bounded, otherwise unread. */
export interface ComponentInput {
  type: number
  id?: number | null | undefined
  custom_id?: string | null | undefined
  label?: string | null | undefined
  disabled?: boolean | null | undefined
  components?: ComponentInput[] | null | undefined
  accessory?: ComponentInput | null | undefined
  /** What a label (type 18) is for. */
  component?: ComponentInput | null | undefined
  [other: string]: unknown
}

export const componentInput: z.ZodType<ComponentInput> = z.lazy(() =>
  z.looseObject({
    type: z.number().int().min(1).max(25),
    id: z.number().int().nonnegative().nullish(),
    custom_id: textOf(1, 100).nullish(),
    label: z.string().max(80).nullish(),
    disabled: z.boolean().nullish(),
    components: z.array(componentInput).max(40).nullish(),
    accessory: componentInput.nullish(),
    component: componentInput.nullish(),
  }),
)

/** Components as the API gives them. They are of these types since `message-components.ts` parsed them on their way in. */
export function componentsJson(components: ComponentInput[]): APIMessageTopLevelComponent[] {
  return components as APIMessageTopLevelComponent[]
}

/** Every component of a message or form, containers before their contents. */
export function flatComponents(components: readonly ComponentInput[]): ComponentInput[] {
  return components.flatMap((component) => [
    component,
    ...flatComponents(component.components ?? []),
    ...(component.accessory ? flatComponents([component.accessory]) : []),
    ...(component.component ? flatComponents([component.component]) : []),
  ])
}

export function duplicateCustomId(components: readonly ComponentInput[]): string | undefined {
  const ids = flatComponents(components).flatMap((component) => component.custom_id ?? [])
  return ids.find((id, index) => ids.indexOf(id) !== index)
}

type AddressOf = (url: string) => { url: string; attachment?: Attachment }

/**
 * Components as Discord keeps them: each with a number that is unique in the message, and with the defaults filled in.
 * @param addressOf where a medium is to be fetched, for those that are files of the message
 */
export function numberComponents(
  components: readonly ComponentInput[],
  snowflake: () => string,
  addressOf: AddressOf = (url) => ({ url }),
): ComponentInput[] {
  const taken = new Set(flatComponents(components).flatMap((component) => component.id || []))
  let last = 0
  const nextId = (): number => {
    do last += 1
    while (taken.has(last))
    return last
  }
  const number = (component: ComponentInput): ComponentInput => {
    const id = component.id || nextId()
    return {
      ...withoutNulls(component),
      ...defaultsOf(component, snowflake, addressOf),
      type: component.type,
      id,
      ...(component.components ? { components: component.components.map(number) } : {}),
      ...(component.accessory ? { accessory: number(component.accessory) } : {}),
      ...(component.component ? { component: number(component.component) } : {}),
    }
  }
  return components.map(number)
}

function defaultsOf(component: ComponentInput, snowflake: () => string, addressOf: AddressOf): JsonObject {
  const unfurl = (media: unknown) => unfurled(media, snowflake, addressOf)
  switch (component.type) {
    case Type.StringSelect:
    case Type.UserSelect:
    case Type.RoleSelect:
    case Type.MentionableSelect:
    case Type.ChannelSelect:
      return { min_values: component.min_values ?? 1, max_values: component.max_values ?? 1 }
    case Type.Thumbnail:
      return { ...described(component), media: unfurl(component.media) }
    case Type.MediaGallery:
      return { items: items(component.items).map((item) => ({ ...described(item), media: unfurl(item.media) })) }
    case Type.File: {
      const { attachment } = addressOf(urlOf(component.file))
      const told = attachment ? { name: attachment.filename, size: attachment.size } : {}
      return { spoiler: component.spoiler ?? false, file: unfurl(component.file), ...told }
    }
    case Type.Separator:
      return { spacing: component.spacing ?? 1, divider: component.divider ?? true }
    case Type.Container:
      return { accent_color: component.accent_color ?? null, spoiler: component.spoiler ?? false }
    default:
      return {}
  }
}

const media = z.object({ url: z.string().max(2048) })
const gallery = z.array(z.record(z.string(), z.unknown())).max(10)

function unfurled(value: unknown, snowflake: () => string, addressOf: AddressOf): JsonObject {
  const { url, attachment } = addressOf(urlOf(value))
  const { width = null, height = null, content_type = null } = attachment ?? {}
  const attachmentId = attachment ? { attachment_id: attachment.id } : {}
  return { id: snowflake(), url, proxy_url: url, width, height, content_type, ...attachmentId }
}

function urlOf(value: unknown): string {
  return media.safeParse(value).data?.url ?? ''
}

function items(value: unknown): JsonObject[] {
  return gallery.safeParse(value).data ?? []
}

function described(of: JsonObject): JsonObject {
  return { description: of.description ?? null, spoiler: of.spoiler ?? false }
}

function withoutNulls(component: ComponentInput): JsonObject {
  return Object.fromEntries(Object.entries(component).filter(([, value]) => value !== null && value !== undefined))
}
