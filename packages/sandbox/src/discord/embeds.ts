import { type APIEmbed, type APIEmbedAuthor, type APIEmbedFooter, type APIEmbedImage, EmbedType } from 'discord-api-types/v10'
import type { EmbedInput } from './message-draft.ts'

/**
 * Embeds as Discord gives them back: typed, without members or parts that say nothing, pictures with the address of Discord's own copy.
 * @param addressOf where a picture is to be fetched, for those that are files of the message
 */
export function keptEmbeds(embeds: readonly EmbedInput[], addressOf: (url: string) => { url: string } = (url) => ({ url })): APIEmbed[] {
  const picture = (link: string): APIEmbedImage => pictureAt(addressOf(link).url)
  const iconPart = (link: string | null | undefined) => (link ? iconAt(addressOf(link).url) : {})
  return embeds.map(({ title, description, url, color, timestamp, fields, image, thumbnail, author, footer }) => ({
    type: EmbedType.Rich,
    ...(title ? { title } : {}),
    ...(description ? { description } : {}),
    ...(url ? { url } : {}),
    ...(typeof color === 'number' ? { color } : {}),
    ...(timestamp ? { timestamp } : {}),
    ...(fields ? { fields: fields.map((field) => ({ ...field, inline: field.inline ?? false })) } : {}),
    ...(image?.url ? { image: picture(image.url) } : {}),
    ...(thumbnail?.url ? { thumbnail: picture(thumbnail.url) } : {}),
    ...(author?.name ? { author: { ...authorJson(author.name, author), ...iconPart(author.icon_url) } } : {}),
    ...(footer?.text ? { footer: { text: footer.text, ...iconPart(footer.icon_url) } } : {}),
  }))
}

// There is no media proxy here, so the copy's address is the picture's own.
function pictureAt(url: string): APIEmbedImage {
  return { url, proxy_url: url }
}

function authorJson(name: string, { url }: NonNullable<EmbedInput['author']>): APIEmbedAuthor {
  return { name, ...(url ? { url } : {}) }
}

function iconAt(url: string): Pick<APIEmbedFooter, 'icon_url' | 'proxy_icon_url'> {
  return { icon_url: url, proxy_icon_url: url }
}
