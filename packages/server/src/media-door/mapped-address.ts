import type { UrlMapping } from '../connection.ts'

/**
 * Where the Activity reaches an absolute address of Kaltura's: a playlist through the door, anything else straight through its URL mapping.
 * @param door its path
 * @returns `undefined` when no mapping covers it: Discord's proxy would refuse it.
 */
export function mappedAddress(address: URL, door: string, mappings: readonly UrlMapping[]): string | undefined {
  const mapping = mappings.find((line) => line.origin === address.origin)
  if (!mapping) return undefined
  const path = `${mapping.prefix}${address.pathname}${address.search}`
  return isPlaylist(address) ? `${door}/from${path}` : path
}

/** The reverse of {@link mappedAddress} for playlists: the address behind `/from…`, if a mapping covers it. */
export function addressBehind(path: string, mappings: readonly UrlMapping[]): URL | undefined {
  const mapping = mappings.find((line) => path.startsWith(`${line.prefix}/`))
  if (!mapping) return undefined
  // The path begins with a slash here, so nothing in it can move the address to another host.
  return new URL(mapping.origin + path.slice(mapping.prefix.length))
}

export function isPlaylist(address: URL): boolean {
  return address.pathname.endsWith('.m3u8')
}
