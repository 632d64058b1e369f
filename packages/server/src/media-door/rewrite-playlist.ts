import type { UrlMapping } from '../connection.ts'
import { readCaptionAddress } from './caption-address.ts'
import { mappedAddress } from './mapped-address.ts'

/**
 * An HLS playlist (RFC 8216) in which every address leads back to the Activity's own origin.
 *
 * Lines that are addresses and `URI="…"` attributes are resolved against where the playlist came from. An address that no mapping covers
 * is left as it is, for the player to report: better one named failure than a silent hole.
 * @param door its path, which playlists lead to
 * @param captions where captions are to be asked for instead, by address; see {@link captionsIn}
 */
export function rewritePlaylist(
  playlist: string,
  from: URL,
  door: string,
  mappings: readonly UrlMapping[],
  captions: ReadonlyMap<string, string> = new Map(),
): string {
  const moved = (address: string): string => {
    if (!URL.canParse(address, from)) return address
    const absolute = new URL(address, from)
    return captions.get(absolute.href) ?? mappedAddress(absolute, door, mappings) ?? address
  }
  return playlist
    .split('\n')
    .map((line) => {
      const trimmed = line.trim()
      if (trimmed.startsWith('#')) return line.replace(/URI="([^"]*)"/g, (_, address: string) => `URI="${moved(address)}"`)
      return trimmed === '' ? line : moved(trimmed)
    })
    .join('\n')
}

/** The addresses of captions in a playlist's `URI="…"`, as far as they are on a mapped host. */
export function captionsIn(playlist: string, from: URL, mappings: readonly UrlMapping[]): readonly URL[] {
  return [...playlist.matchAll(/^#EXT-X-MEDIA:.*URI="([^"]*)"/gm)]
    .map(([, address = '']) => address)
    .filter((address) => URL.canParse(address, from))
    .map((address) => new URL(address, from))
    .filter((address) => readCaptionAddress(address) !== undefined && mappings.some((line) => line.origin === address.origin))
}
