import type { Place } from './template.ts'

/** A place, or behind a `]`, where a `(` would begin an address. */
export type PlaceSoFar = Place | 'behind-bracket'

/** Where the author's `words` end, when they began at `place`. Looks at each character once. */
export function placeBehindWords(words: string, place: PlaceSoFar): PlaceSoFar {
  let now = place
  for (let at = 0; at < words.length; at += 1) {
    const character = words.charAt(at)
    const isInAddress = now === 'address' || now === 'inside-address'
    if (isInAddress) now = /[\s)>]/.test(character) ? 'text' : 'inside-address'
    else if (now === 'behind-bracket' && character === '(') now = 'address'
    else if (character === '/' && words.startsWith('://', at - 2)) now = 'inside-address'
    else now = character === ']' ? 'behind-bracket' : 'text'
  }
  return now
}

/** Where a value ends that began at `place`: it may be empty, so that what waited for a `(` still waits. */
export function placeBehindValue(place: PlaceSoFar): PlaceSoFar {
  return place === 'address' ? 'inside-address' : place
}

/** Where one of two branches ends; `undefined` when what follows could not be escaped for both. */
export function placeBehindBranches(one: PlaceSoFar, other: PlaceSoFar): PlaceSoFar | undefined {
  if (one === other) return one
  const isOutside = (place: PlaceSoFar) => place === 'text' || place === 'behind-bracket'
  return isOutside(one) && isOutside(other) ? 'behind-bracket' : undefined
}
