import { z } from 'zod'

const words = z.string().max(6000).nullish().catch(null)

/**
 * An address that a picture may come from: this computer's own. The promise that nothing leaves it would break with the first picture from elsewhere,
 * so such an embed is shown without it.
 */
const localPicture = z
  .object({ url: z.string().refine(isLocal) })
  .nullish()
  .catch(null)

const pageLink = z
  .url({ protocol: /^https?$/ })
  .nullish()
  .catch(null)

const schema = z.object({
  title: words,
  description: words,
  url: pageLink,
  color: z.number().int().min(0).max(0xffffff).nullish().catch(null),
  timestamp: z.iso.datetime({ offset: true }).nullish().catch(null),
  author: z.object({ name: z.string() }).nullish().catch(null),
  footer: z.object({ text: z.string() }).nullish().catch(null),
  image: localPicture,
  thumbnail: localPicture,
  fields: z
    .array(z.object({ name: z.string(), value: z.string(), inline: z.boolean().nullish() }))
    .max(25)
    .nullish()
    .catch(null),
})

export type Embed = z.infer<typeof schema>

/** As much of Discord's embed as this page shows; what is malformed is left out rather than the whole embed refused. */
export function readEmbed(json: unknown): Embed | undefined {
  return schema.safeParse(json).data
}

export function isLocal(address: string): boolean {
  const base = 'http://localhost'
  if (!URL.canParse(address, base)) return false
  const { protocol, hostname } = new URL(address, base)
  const local = hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '127.0.0.1' || hostname === '[::1]'
  return (protocol === 'http:' || protocol === 'https:') && local
}
