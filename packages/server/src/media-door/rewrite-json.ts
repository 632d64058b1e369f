import { mediaDoorPath } from '@kaltura-discord/api'
import type { UrlMapping } from '../connection.ts'
import { mappedAddress } from './mapped-address.ts'

/** An answer of Kaltura's API in which every address on a mapped host leads back to the Activity's own origin; playManifest addresses lead to the door. */
export function rewriteJson(value: unknown, mappings: readonly UrlMapping[]): unknown {
  if (typeof value === 'string') return moved(value, mappings)
  if (Array.isArray(value)) return value.map((inner) => rewriteJson(inner, mappings))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, rewriteJson(inner, mappings)]))
}

function moved(text: string, mappings: readonly UrlMapping[]): string {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return text
  const address = new URL(text)
  if (address.pathname.includes('/playManifest/') && mappings.some((line) => line.origin === address.origin)) {
    return `${mediaDoorPath}${address.pathname}${address.search}`
  }
  return mappedAddress(address, mappings) ?? text
}
