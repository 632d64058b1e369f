const inPath = /(?:^|\/)ks\/([^/]+)/

/** The KS, or what a player takes for one, in an address of Kaltura's: `…/ks/<it>/…`, or `?ks=<it>`. */
export function ksOfAddress({ pathname, searchParams }: Pick<URL, 'pathname' | 'searchParams'>): string | undefined {
  const written = inPath.exec(pathname)?.[1]
  return written === undefined ? (searchParams.get('ks') ?? undefined) : decoded(written)
}

/** `path` without its KS. */
export function withoutKs(path: string): string {
  return path.replace(inPath, '')
}

/** The same address with this KS where it has one. */
export function withKs(address: URL, ks: string): URL {
  const changed = new URL(address)
  changed.pathname = address.pathname.replace(inPath, (found, written: string) => found.replace(written, encodeURIComponent(ks)))
  if (changed.searchParams.has('ks')) changed.searchParams.set('ks', ks)
  return changed
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
