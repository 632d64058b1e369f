/** How far the list was read: every change before this second, and of this second those of these entries. Plain JSON, to be kept as it is. */
export interface ReconcilerCursor {
  updatedAtUnix: number
  entryIds: readonly string[]
}

/** Beyond this Kaltura lists nothing (10,000 matches). */
const mostPagesOfASecond = 20

/** An entry of the list, as far as its place in it goes. */
interface Listed {
  id: string
  updatedAt: number
}

/** Where in the list we are: a second, which of its entries were told, and the page of what begins with it. */
export interface Place {
  second: number
  told: ReadonlySet<string>
  pageIndex: number
  /** Whether something new of this second came on a page behind the first. */
  isUnsure: boolean
}

/**
 * The place after a page. The list is always begun anew at the last second that was seen, so pages count from one only where a single second fills a whole
 * page; entries that leave such a second meanwhile move others to a page that was read, so it is read again until nothing new comes.
 */
export function turn<Entry extends Listed>(
  place: Place,
  entries: readonly Entry[],
  isLast: boolean,
): { fresh: readonly Entry[]; place: Place; isDone: boolean } {
  const { second, pageIndex } = place
  const ofSecond = entries.filter(({ id, updatedAt }) => updatedAt === second && !place.told.has(id))
  const told = new Set([...place.told, ...ofSecond.map(({ id }) => id)])
  const lastSecond = Math.max(second, ...entries.map(({ updatedAt }) => updatedAt))
  const isUnsure = place.isUnsure || (pageIndex > 1 && ofSecond.length > 0)
  if (lastSecond === second && !isLast) {
    const isTooMany = pageIndex >= mostPagesOfASecond
    const next = isTooMany ? placeAt({ updatedAtUnix: second + 1, entryIds: [] }) : { second, told, pageIndex: pageIndex + 1, isUnsure }
    return { fresh: ofSecond, place: next, isDone: false }
  }
  if (isUnsure) return { fresh: ofSecond, place: { second, told, pageIndex: 1, isUnsure: false }, isDone: false }

  const later = entries.filter(({ updatedAt }) => updatedAt > second)
  const fresh = [...ofSecond, ...later]
  if (lastSecond === second) return { fresh, place: { second, told, pageIndex: 1, isUnsure: false }, isDone: isLast }
  const entryIds = later.filter(({ updatedAt }) => updatedAt === lastSecond).map(({ id }) => id)
  return { fresh, place: placeAt({ updatedAtUnix: lastSecond, entryIds }), isDone: isLast }
}

export function placeAt({ updatedAtUnix, entryIds }: ReconcilerCursor): Place {
  return { second: updatedAtUnix, told: new Set(entryIds), pageIndex: 1, isUnsure: false }
}

export function cursorOf({ second, told }: Place): ReconcilerCursor {
  return { updatedAtUnix: second, entryIds: [...told] }
}
