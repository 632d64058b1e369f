import type { UrlMapping } from '../connection.ts'
import { mappedAddress } from './mapped-address.ts'

/**
 * An HLS playlist (RFC 8216) in which every address leads back to the Activity's own origin.
 *
 * Lines that are addresses and `URI="…"` attributes are resolved against where the playlist came from. An address that no mapping covers
 * is left as it is, for the player to report: better one named failure than a silent hole.
 */
export function rewritePlaylist(playlist: string, from: URL, mappings: readonly UrlMapping[]): string {
  const moved = (address: string): string =>
    URL.canParse(address, from) ? (mappedAddress(new URL(address, from), mappings) ?? address) : address
  return playlist
    .split('\n')
    .map((line) => {
      const trimmed = line.trim()
      if (trimmed.startsWith('#')) return line.replace(/URI="([^"]*)"/g, (_, address: string) => `URI="${moved(address)}"`)
      return trimmed === '' ? line : moved(trimmed)
    })
    .join('\n')
}
