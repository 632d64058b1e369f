import type { Clip, Rendition } from './clips.ts'

/** The master playlist of a clip, with absolute addresses on the media host, best rendition first. */
export function masterPlaylist(clip: Clip, mediaUrl: string, renditions: readonly Rendition[] = clip.renditions): string {
  const variants = renditions.flatMap((rendition) => [
    `#EXT-X-STREAM-INF:PROGRAM-ID=1,BANDWIDTH=${rendition.bandwidth},RESOLUTION=${rendition.width}x${rendition.height},FRAME-RATE=${clip.fps}.000,CODECS="${rendition.codecs}"`,
    `${renditionUrl(clip, rendition, mediaUrl)}/index.m3u8`,
  ])
  return ['#EXTM3U', '#EXT-X-INDEPENDENT-SEGMENTS', ...variants, ''].join('\n')
}

/** A playlist with each relative address in it, also in `URI="…"`, made absolute. */
export function absolutePlaylist(playlist: string, base: string): string {
  const absolute = (address: string) => (/^https?:/.test(address) ? address : `${base}/${address}`)
  return playlist
    .split('\n')
    .map((line) => {
      if (line.startsWith('#')) return line.replace(/URI="([^"]+)"/, (_, address: string) => `URI="${absolute(address)}"`)
      return line.trim() === '' ? line : absolute(line)
    })
    .join('\n')
}

export function renditionUrl(clip: Clip, rendition: Rendition, mediaUrl: string): string {
  return `${mediaUrl}/clips/${clip.id}/${rendition.name}`
}
