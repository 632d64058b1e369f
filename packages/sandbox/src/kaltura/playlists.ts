import type { Clip, Rendition, Sound } from './clips.ts'

/** A line of the master playlist's SUBTITLES group. */
export interface Subtitles {
  label: string
  /** ISO 639-1, as Kaltura writes it there. */
  language: string
  isDefault: boolean
  /** Of its playlist. */
  url: string
}

/** What a master playlist offers. Addresses are absolute. */
export interface MasterPlaylist {
  clip: Clip
  /** Default: those of the clip, best first. */
  renditions?: readonly Rendition[]
  renditionUrl(rendition: Rendition): string
  soundUrl?(sound: Sound): string
  subtitles?: readonly Subtitles[]
}

/** The lines and their order are those of kaltura/server's M3U8 renderer and its WebVttCaptionsManifestEditor. */
export function masterPlaylist({ clip, renditions = clip.renditions, renditionUrl, soundUrl, subtitles = [] }: MasterPlaylist): string {
  const sounds = soundUrl ? (clip.sounds ?? []) : []
  const groups = `${sounds.length > 0 ? ',AUDIO="audio"' : ''}${subtitles.length > 0 ? ',SUBTITLES="subs"' : ''}`
  const variants = renditions.flatMap((rendition) => [
    `#EXT-X-STREAM-INF:PROGRAM-ID=1,BANDWIDTH=${rendition.bandwidth},RESOLUTION=${rendition.width}x${rendition.height},FRAME-RATE=${clip.fps}.000,CODECS="${rendition.codecs}"${groups}`,
    renditionUrl(rendition),
  ])
  return [
    '#EXTM3U',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...subtitles.map(
      ({ label, language, isDefault, url }) =>
        `#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID="subs",NAME="${label}",DEFAULT=${yes(isDefault)},AUTOSELECT=YES,FORCED=NO,LANGUAGE="${language}",URI="${url}"`,
    ),
    ...sounds.map(
      (sound, index) =>
        `#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID="audio",NAME="${sound.label}",LANGUAGE="${sound.language}",DEFAULT=${yes(index === 0)},AUTOSELECT=YES,URI="${soundUrl?.(sound)}"`,
    ),
    ...variants,
    '',
  ].join('\n')
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

/** Where the files of a rendition, or of a sound track, lie on the media host. */
export function renditionUrl(clip: Clip, { name }: Rendition | Sound, mediaUrl: string): string {
  return `${mediaUrl}/clips/${clip.id}/${name}`
}

function yes(value: boolean): 'YES' | 'NO' {
  return value ? 'YES' : 'NO'
}
