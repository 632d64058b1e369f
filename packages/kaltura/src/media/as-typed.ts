import type { Entry } from '@kaltura-discord/core'

/** Kaltura knows a word by itself, or by three of its letters. */
const fewestLetters = 3

/**
 * Searches for words of which the last may be still being typed: when nothing has it, and it is too short for Kaltura to know what it begins, what has the
 * others is looked through for it.
 * @param search finds what has all the words, or everything when there are none
 */
export async function asTyped<Found extends Entry>(
  words: readonly string[],
  { limit, search }: { limit: number; search: (words: readonly string[], limit: number) => Promise<readonly Found[]> },
): Promise<readonly Found[]> {
  const found = await search(words, limit)
  const last = words.at(-1)?.toLowerCase()
  if (found.length > 0 || last === undefined || [...last].length >= fewestLetters) return found
  const others = await search(words.slice(0, -1), 100)
  return others
    .filter(({ name, description, tags }) => [name, description, ...tags].some((text) => text.toLowerCase().includes(last)))
    .slice(0, limit)
}
