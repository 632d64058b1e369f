import type { Clip, Rendition } from '../clips.ts'
import { renditionUrl } from '../playlists.ts'

/**
 * A long video that costs the disk a short one: a finished playlist of the clip over and over until `lengthS` is full, with a discontinuity wherever it starts over.
 *
 * `lengthS` counts in whole segments. Frame codes start over with the clip.
 */
export function loopPlaylist({ clip, rendition }: { clip: Clip; rendition: Rendition }, lengthS: number, mediaUrl: string): string {
  const seconds = segmentSeconds(clip)
  const perLoop = clip.durationS / seconds
  const base = renditionUrl(clip, rendition, mediaUrl)
  const segments = Array.from({ length: Math.ceil(lengthS / seconds) }, (_, segment) => [
    ...(segment > 0 && segment % perLoop === 0 ? ['#EXT-X-DISCONTINUITY'] : []),
    `#EXTINF:${seconds.toFixed(3)},`,
    `${base}/${segmentFile(clip, segment % perLoop)}`,
  ]).flat()
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${seconds}`,
    '#EXT-X-MEDIA-SEQUENCE:0',
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...segments,
    '#EXT-X-ENDLIST',
    '',
  ].join('\n')
}

/** How long each segment of a clip is. */
export function segmentSeconds(clip: Clip): number {
  return clip.segmentS ?? 2
}

export function segmentFile(clip: Clip, index: number): string {
  return `seg-${String(index).padStart(3, '0')}.${clip.container === 'fmp4' ? 'm4s' : 'ts'}`
}
