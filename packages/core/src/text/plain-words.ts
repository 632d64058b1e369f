const invisible =
  /[\p{Cs}\u00AD\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu
const control = /[^\S\n]+|(?!\n)\p{Cc}+/gu
const manyMarks = /([\p{M}\u200C\u200D]{4})[\p{M}\u200C\u200D]+/gu
const quiet = /^[\w.,!?'"%&+;-]+(?: [\w.,!?'"%&+;-]+)*$/

/**
 * Somebody's text without what only plays tricks with its reader: what cannot be seen, what turns the direction of writing round, marks piled
 * up by more than four on a letter, and a full-width `@` that looks like ours.
 *
 * Joiners between letters and between emoji stay. Line breaks stay, at most two together; other white space becomes one space. Linear time.
 */
export function plainWords(text: string): string {
  if (quiet.test(text)) return text
  return text
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n')
    .replace(invisible, '')
    .replace(control, ' ')
    .replace(manyMarks, '$1')
    .replace(/[\uFF20\uFE6B]/g, '@')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** {@link plainWords} on one line. */
export function plainLine(text: string): string {
  return plainWords(text).replace(/\n+/g, ' ')
}
