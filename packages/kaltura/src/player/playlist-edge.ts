export interface PlaylistEdge {
  /** The wall clock's time of where the list ends, in seconds since 1970; `undefined` when the list does not tell. */
  endsAtS: number | undefined
  /** What the list calls its target duration. */
  segmentS: number
}

/** How far a live HLS playlist goes (RFC 8216 §4.3), by its EXT-X-PROGRAM-DATE-TIME; `undefined` of any other text. */
export function edgeOf(text: string): PlaylistEdge | undefined {
  if (!text.startsWith('#EXTM3U') || !text.includes('#EXTINF:') || text.includes('#EXT-X-ENDLIST')) return undefined
  let endsAtS: number | undefined
  let startsAtS: number | undefined
  let lengthS = 0
  let segmentS = 0
  for (const line of text.split(/\r?\n/)) {
    const value = line.slice(line.indexOf(':') + 1)
    if (line.startsWith('#EXT-X-TARGETDURATION:')) segmentS = Number.parseFloat(value)
    else if (line.startsWith('#EXT-X-PROGRAM-DATE-TIME:')) startsAtS = Date.parse(value) / 1000
    else if (line.startsWith('#EXTINF:')) lengthS = Number.parseFloat(value)
    else if (line !== '' && !line.startsWith('#')) {
      const fromS = startsAtS ?? endsAtS
      endsAtS = fromS === undefined ? undefined : fromS + lengthS
      startsAtS = undefined
    }
  }
  return { endsAtS: Number.isFinite(endsAtS) ? endsAtS : undefined, segmentS: segmentS || lengthS }
}
