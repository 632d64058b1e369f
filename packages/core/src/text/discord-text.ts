import { plainWords } from './plain-words.ts'

/** Seconds as people write them: `4:07`, `1:02:45`. */
export function clockTime(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const [hours = 0, minutes = 0, rest = 0] = parts
  const tail = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(rest).padStart(2, '0')}`
  return hours > 0 ? `${hours}:${tail}` : tail
}

/**
 * Takes Discord's Markdown, mentions and links out of somebody's text, leaving what it says.
 *
 * The result is text wherever it is put, at the start of a line too; the tricks that {@link plainWords} names are gone from it.
 */
export function escapeMarkdown(text: string): string {
  return plainWords(text)
    .replace(/[\\*_~`|>#[\]()<@]/g, '\\$&')
    .replace(/:(?=\/\/)/g, '\\:')
    .replace(/^[-+](?= )/gm, '\\$&')
    .replace(/^(\d+)\.(?= )/gm, '$1\\.')
}
