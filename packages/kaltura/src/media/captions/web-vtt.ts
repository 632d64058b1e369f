import type { Cue } from './cue.ts'
import { readSubRip } from './sub-rip.ts'
import { readTimedText } from './timed-text.ts'

/**
 * A file of captions as WebVTT: SubRip and Timed Text (DFXP) are written anew, without their styling; WebVTT stays as it is. `undefined` for anything else,
 * and for a file that nobody says anything in.
 */
export function webVttOf(file: Uint8Array): string | undefined {
  const text = textOf(file).replace(/\r\n?/g, '\n')
  if (/^WEBVTT(?![^ \t\n])/.test(text)) return text
  const cues = /<(?:[\w.-]{1,50}:)?tt[\s>]/i.test(text.slice(0, 4096)) ? readTimedText(text) : readSubRip(text)
  const blocks = cues.flatMap(block)
  return blocks.length === 0 ? undefined : ['WEBVTT\n', ...blocks].join('\n')
}

/** A cue that ends before it begins, or says nothing, is none. A blank line would end it, and what looks like markup would become some. */
function block({ startMs, endMs, text }: Cue): string[] {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '')
  if (lines.length === 0 || endMs <= startMs || endMs > longestMs) return []
  const escaped = lines.join('\n').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return [`${stamp(startMs)} --> ${stamp(endMs)}\n${escaped}\n`]
}

const longestMs = 1000 * 3_600_000

/** `00:01:02.003`; hours may have three digits. */
function stamp(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${parts.map((part) => String(part).padStart(2, '0')).join(':')}.${String(ms % 1000).padStart(3, '0')}`
}

/** UTF-8, or UTF-16 if the file begins like it; a byte order mark is dropped. */
function textOf(file: Uint8Array): string {
  const [first, second] = file
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(file)
}
