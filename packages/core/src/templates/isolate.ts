const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFE\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u
const [first, last] = ['\u2068', '\u2069']

/** How many characters {@link isolated} adds. */
export const isolateLength = first.length + last.length

/** Lets an inserted text have its own direction of writing, so that it disorders nothing around it. */
export function isolated(text: string): string {
  return first + text + last
}

/** Among words of the same direction there is nothing to keep apart. */
export function needsIsolation(text: string, isRightToLeft: boolean): boolean {
  return text !== '' && (isRightToLeft || rightToLeft.test(text))
}
