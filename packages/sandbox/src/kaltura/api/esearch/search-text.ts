/** KalturaESearchItemType. */
export const itemType = { exactMatch: 1, partial: 2, startsWith: 3, exists: 4, range: 5 } as const

/**
 * How a text answers a search term, much as Kaltura's Elasticsearch does for a language that it doesn't know: case and punctuation don't count.
 * An exact match is a phrase of whole words; a partial one is any of the words, or a part of one of three letters and more.
 */
export function matchesText(text: string, term: string, type: number): boolean {
  if (type === itemType.exists) return text !== ''
  if (type === itemType.startsWith) return text.toLowerCase().startsWith(term.toLowerCase())
  const [own, wanted] = [words(text), words(term)]
  if (type === itemType.partial) return wanted.some((word) => own.some((one) => one === word || (word.length > 2 && one.includes(word))))
  return wanted.length > 0 && own.some((_, start) => wanted.every((word, index) => own[start + index] === word))
}

/** The text with `<em>` around what was found, as Elasticsearch marks it; `undefined` where it marks nothing. */
export function highlighted(text: string, term: string): string | undefined {
  const wanted = words(term)
  const marked = text.replace(wordPattern, (word) => {
    const own = word.toLowerCase()
    return wanted.some((one) => own === one || (one.length > 2 && own.includes(one))) ? `<em>${word}</em>` : word
  })
  return marked === text ? undefined : marked
}

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu

function words(text: string): readonly string[] {
  return text.toLowerCase().match(wordPattern) ?? []
}
