const mostCharacters = 60
/** Control characters, halves of characters, and what turns the direction of the text that follows. */
const unfit = /[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/gu

/** A display name as Kaltura's pages take names: the first word, then the rest, if there is one. The user id stands in for a name of nothing. */
export function personName(name: string, userId: string): { firstName: string; lastName?: string } {
  const [firstName = userId, ...rest] = Array.from(name.replace(unfit, ' '))
    .slice(0, mostCharacters)
    .join('')
    .split(/\s+/u)
    .filter((word) => word !== '')
  return rest.length === 0 ? { firstName } : { firstName, lastName: rest.join(' ') }
}
