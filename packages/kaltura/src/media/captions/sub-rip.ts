import type { Cue } from './cue.ts'

/** `1:02:03,4 --> 00:01:05.600 X1:40`: with what people's tools make of it, and what may follow. */
const timing = /^\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})\s*-->\s*(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[,.](\d{1,3})(?!\d)/

/**
 * Cues of a SubRip file (`.srt`), as far as it is one: what makes no sense is passed over. Numbers and blank lines between cues may be missing.
 * Its markup (`<i>`, `<font …>`, `{\an8}`) is left out.
 */
export function readSubRip(file: string): Cue[] {
  const cues: (Omit<Cue, 'text'> & { lines: string[] })[] = []
  let open: { lines: string[] } | undefined
  for (const line of file.split('\n')) {
    const times = timing.exec(line)
    if (times) {
      // Without a blank line before it, the number of this cue looked like the last line of the one before.
      if (open && /^\d+\s*$/.test(open.lines.at(-1) ?? '')) open.lines.pop()
      const cue = { startMs: msOf(times.slice(1, 5)), endMs: msOf(times.slice(5, 9)), lines: [] }
      cues.push(cue)
      open = cue
    } else if (line.trim() === '') open = undefined
    else open?.lines.push(line)
  }
  return cues.map(({ lines, ...times }) => ({ ...times, text: withoutMarkup(lines.join('\n')) }))
}

/** A fraction is read by its value: `,5` is half a second. */
function msOf([hours = '0', minutes = '0', seconds = '0', fraction = '0']: readonly (string | undefined)[]): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000 + Number(fraction.padEnd(3, '0'))
}

function withoutMarkup(text: string): string {
  return text.replace(/<\/?[a-z][^<>]{0,200}>/gi, '').replace(/\{\\[^{}]{0,100}\}/g, '')
}
