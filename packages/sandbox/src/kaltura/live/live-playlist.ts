import type { Clip, Rendition } from '../clips.ts'
import { renditionUrl } from '../playlists.ts'
import { segmentFile, segmentSeconds } from '../videos/loop-playlist.ts'
import { dvrWindowS } from './broadcast.ts'

/** How many segments are kept at least, so that a player that has just been given the list can start: three target durations (RFC 8216 §6.3.3). */
const fewestSegments = 3

/**
 * The sliding window of a broadcast as it is at `nowMs`: whole segments of the last {@link dvrWindowS}, no end.
 *
 * Each time the clip starts over there is a discontinuity, numbered on through the whole broadcast (RFC 8216 §4.3.3.3), so that players which join at different
 * times agree. A broadcast is as old as three segments from the start: a list of none would be an error.
 */
export function livePlaylist(
  { clip, rendition }: { clip: Clip; rendition: Rendition },
  { sinceMs, nowMs, mediaUrl }: { sinceMs: number; nowMs: number; mediaUrl: string },
): string {
  const seconds = segmentSeconds(clip)
  const perLoop = clip.durationS / seconds
  const next = Math.max(fewestSegments, Math.floor((nowMs - sinceMs) / 1000 / seconds))
  const first = Math.max(0, next - dvrWindowS / seconds)
  const base = renditionUrl(clip, rendition, mediaUrl)
  const segments = Array.from({ length: next - first }, (_, index) => first + index).flatMap((segment) => [
    ...(segment > first && segment % perLoop === 0 ? ['#EXT-X-DISCONTINUITY'] : []),
    ...(segment === first || segment % perLoop === 0
      ? [`#EXT-X-PROGRAM-DATE-TIME:${new Date(sinceMs + segment * seconds * 1000).toISOString()}`]
      : []),
    `#EXTINF:${seconds.toFixed(3)},`,
    `${base}/${segmentFile(clip, segment % perLoop)}`,
  ])
  return [
    '#EXTM3U',
    '#EXT-X-VERSION:3',
    `#EXT-X-TARGETDURATION:${seconds}`,
    `#EXT-X-MEDIA-SEQUENCE:${first + 1}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.floor(first / perLoop)}`,
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...segments,
    '',
  ].join('\n')
}
