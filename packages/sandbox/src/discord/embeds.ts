import type { JsonObject } from './json.ts'
import type { EmbedInput } from './message-draft.ts'

/** Embeds as Discord gives them back: typed, without members or parts that say nothing, pictures with the address of Discord's own copy. */
export function keptEmbeds(embeds: readonly EmbedInput[]): JsonObject[] {
  return embeds.map(({ image, thumbnail, author, footer, ...embed }) => ({
    ...withoutNulls(embed),
    type: 'rich',
    ...(embed.fields ? { fields: embed.fields.map((field) => ({ ...field, inline: field.inline ?? false })) } : {}),
    ...(image?.url ? { image: picture(image.url) } : {}),
    ...(thumbnail?.url ? { thumbnail: picture(thumbnail.url) } : {}),
    ...(author?.name ? { author: withIcon(author, author.icon_url) } : {}),
    ...(footer?.text ? { footer: withIcon(footer, footer.icon_url) } : {}),
  }))
}

// There is no media proxy here, so the copy's address is the picture's own.
function picture(url: string): JsonObject {
  return { url, proxy_url: url }
}

function withIcon(part: JsonObject, icon: string | null | undefined): JsonObject {
  return { ...withoutNulls(part), ...(icon ? { proxy_icon_url: icon } : {}) }
}

function withoutNulls(part: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(part).filter(([, value]) => value !== null && value !== undefined))
}
