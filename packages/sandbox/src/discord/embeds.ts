import type { JsonObject } from './json.ts'
import type { EmbedInput } from './message-draft.ts'

/** Embeds as Discord gives them back: typed, without empty members, pictures with the address of Discord's own copy. */
export function keptEmbeds(embeds: readonly EmbedInput[]): JsonObject[] {
  return embeds.map((embed) => ({
    ...withoutNulls(embed),
    type: 'rich',
    ...(embed.fields ? { fields: embed.fields.map((field) => ({ ...field, inline: field.inline ?? false })) } : {}),
    ...(embed.image ? { image: picture(embed.image.url) } : {}),
    ...(embed.thumbnail ? { thumbnail: picture(embed.thumbnail.url) } : {}),
    ...(embed.author ? { author: withIcon(embed.author, embed.author.icon_url) } : {}),
    ...(embed.footer ? { footer: withIcon(embed.footer, embed.footer.icon_url) } : {}),
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
