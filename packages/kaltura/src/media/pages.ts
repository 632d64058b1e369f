import { z } from 'zod'

/** What Kaltura answers to a search or a list. One odd object must not hide the others, so each is parsed by itself. */
export const listAnswer = z.object({ objects: z.array(z.unknown()) })

export const pageSize = 100
/** How many pages of one search are asked for at most: what a person who types can wait for. */
const maxPages = 3

/**
 * Asks for page after page until there is enough of what `read` makes of it. `read` may turn things away, so a page rarely gives all that it has.
 * @param page gives the objects of a page, counted from 1
 */
export async function fromPages<Item>(
  limit: number,
  page: (pageIndex: number) => Promise<{ objects: readonly unknown[] }>,
  read: (object: unknown) => readonly Item[],
): Promise<Item[]> {
  const found: Item[] = []
  for (let pageIndex = 1; pageIndex <= maxPages && found.length < limit; pageIndex++) {
    const { objects } = await page(pageIndex)
    found.push(...objects.flatMap(read))
    if (objects.length < pageSize) break
  }
  return found.slice(0, limit)
}
