/** One line of the Activity's URL Mappings in Discord's developer portal. */
export interface PlayerMapping {
  /** Path on the Activity's origin, such as `/kaltura`. */
  prefix: string
  /** The origin it stands for, such as `https://cdnapisec.kaltura.com`. */
  origin: string
}

/** Where a page on `pageOrigin` reaches `address`: through its mapping, or as it is when none covers it. */
export function mappedAddress(address: string, mappings: readonly PlayerMapping[], pageOrigin: string): string {
  if (!URL.canParse(address)) return address
  const { origin, pathname, search } = new URL(address)
  const mapping = mappings.find((line) => line.origin === origin)
  return mapping ? `${pageOrigin}${mapping.prefix}${pathname}${search}` : address
}
