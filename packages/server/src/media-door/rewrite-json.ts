import type { UrlMapping } from '../connection.ts'
import { type CaptionDoor, captionDoorAddress, readCaptionAddress } from './caption-address.ts'
import { mappedAddress } from './mapped-address.ts'

export interface JsonRewriting extends CaptionDoor {
  mappings: readonly UrlMapping[]
  /** The KS that the player asked with, for captions whose address has none. */
  ks: string | undefined
}

/**
 * An answer of Kaltura's API in which every address on a mapped host leads back to the Activity's own origin; those of playManifest and of captions lead to
 * the door.
 *
 * The player adds its KS to the address of the captions that it fetches. So these end in `#`: what follows it never leaves the browser.
 */
export async function rewriteJson(value: unknown, rewriting: JsonRewriting): Promise<unknown> {
  if (typeof value === 'string') return moved(value, rewriting)
  if (Array.isArray(value)) return Promise.all(value.map((inner) => rewriteJson(inner, rewriting)))
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).map(async ([key, inner]) => [key, await rewriteJson(inner, rewriting)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

async function moved(text: string, { mappings, ks, ...door }: JsonRewriting): Promise<string> {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return text
  const address = new URL(text)
  if (!mappings.some((line) => line.origin === address.origin)) return text
  if (address.pathname.includes('/playManifest/')) return `${door.path}${address.pathname}${address.search}`
  const captions = readCaptionAddress(address)
  if (captions) return `${await captionDoorAddress({ ...captions, ks: captions.ks ?? ks }, door)}#`
  return mappedAddress(address, door.path, mappings) ?? text
}
