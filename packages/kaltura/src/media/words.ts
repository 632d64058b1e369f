const longestQuery = 200
const mostWords = 12

/** The words of what somebody typed. Kaltura's search texts have operators (`,` or, `!` not, `"` phrase, `*` wildcard); people who look for a title mean words. */
export function wordsOf(query: string): readonly string[] {
  return (query.slice(0, longestQuery).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, mostWords)
}
