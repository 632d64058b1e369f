/** One line or two that stand on the picture for a while; times in ms from the start. */
export interface Cue {
  startMs: number
  endMs: number
  text: string
}

/** The captions of an entry in one language, and the file that Kaltura keeps them as. */
export interface Caption {
  /** Id of the caption asset. */
  id: string
  /** `KalturaLanguage`: the English name. */
  language: 'English' | 'German'
  label: string
  format: 'srt' | 'vtt'
  isDefault: boolean
  cues: readonly Cue[]
}

/** ISO 639-1, as Kaltura's `languageCode`. */
export function languageCode({ language }: Caption): string {
  return { English: 'en', German: 'de' }[language]
}

/** KalturaCaptionType. */
export function captionType({ format }: Caption): number {
  return { srt: 1, vtt: 3 }[format]
}

/** The file as it was uploaded. */
export function captionFile(caption: Caption): string {
  return caption.format === 'srt' ? subRip(caption.cues) : `WEBVTT\n\n${cueBlocks(caption.cues)}`
}

/** WebVTT of one segment, counted from 1, or of everything (`-1`), as kaltura/server's kWebVTTGenerator makes it. */
export function webVttSegment({ cues }: Caption, segment: number, segmentS: number): string {
  const [from, to] = [(segment - 1) * segmentS * 1000, segment * segmentS * 1000]
  const within = (atMs: number) => atMs >= from && atMs < to
  return `WEBVTT\n\n${cueBlocks(cues.filter((cue) => segment === -1 || within(cue.startMs) || within(cue.endMs)))}\n\n\n`
}

/** The playlist of those segments. Kaltura ends its lines with CR LF and counts whole seconds. */
export function webVttPlaylist(durationS: number, segmentS: number): string {
  const whole = Math.floor(durationS)
  const count = Math.ceil(whole / segmentS)
  const segments = Array.from({ length: count }, (_, index) => [
    `#EXTINF:${index === count - 1 ? whole - index * segmentS : segmentS}.0,`,
    `segmentIndex/${index + 1}.vtt`,
  ]).flat()
  const head = ['#EXTM3U', `#EXT-X-TARGETDURATION:${segmentS}`, '#EXT-X-VERSION:3', '#EXT-X-MEDIA-SEQUENCE:1', '#EXT-X-PLAYLIST-TYPE:VOD']
  return [...head, ...segments, '#EXT-X-ENDLIST', ''].join('\r\n')
}

function subRip(cues: readonly Cue[]): string {
  return cues
    .map(({ startMs, endMs, text }, index) => `${index + 1}\r\n${stamp(startMs, ',')} --> ${stamp(endMs, ',')}\r\n${text}\r\n\r\n`)
    .join('')
}

function cueBlocks(cues: readonly Cue[]): string {
  return cues.map(({ startMs, endMs, text }) => `${stamp(startMs, '.')} --> ${stamp(endMs, '.')}\n${text}\n\n`).join('')
}

/** `01:02:03.004` */
function stamp(ms: number, point: ',' | '.'): string {
  const [whole, rest] = [Math.floor(ms / 1000), Math.floor(ms % 1000)]
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map((part) => String(part).padStart(2, '0'))
  return `${parts.join(':')}${point}${String(rest).padStart(3, '0')}`
}
