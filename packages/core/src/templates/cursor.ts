/** Reads a source once, from its beginning to its end; there is no way back, and each look at it is counted. */
export interface Cursor {
  /** Where the next character stands. */
  readonly at: number
  /** Characters looked at so far. */
  readonly steps: number
  /** The next character, or `''` behind the last. */
  peek(): string
  take(): string
  /** The text before `mark`, which is taken too; `undefined` when it doesn't come any more, and then all that is left was taken. */
  upTo(mark: string): { text: string; found: boolean }
}

export function createCursor(source: string): Cursor {
  let at = 0
  let steps = 0
  return {
    get at() {
      return at
    },
    get steps() {
      return steps
    },
    peek() {
      steps += 1
      return source.charAt(at)
    },
    take() {
      steps += 1
      const character = source.charAt(at)
      at += character.length
      return character
    },
    upTo(mark) {
      const from = at
      const end = source.indexOf(mark, from)
      at = end < 0 ? source.length : end + mark.length
      steps += at - from
      return { text: source.slice(from, end < 0 ? undefined : end), found: end >= 0 }
    },
  }
}
