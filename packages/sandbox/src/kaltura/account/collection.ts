/** What an account holds of one kind, by id, oldest first. */
export interface Collection<Item extends { id: string | number }> {
  find(id: Item['id']): Item | undefined
  all(): readonly Item[]
  /** Takes in a new one, or another version of one that is there, in its place. */
  put(item: Item): Item
  remove(id: Item['id']): void
}

export function createCollection<Item extends { id: string | number }>(first: readonly Item[] = []): Collection<Item> {
  const items = new Map(first.map((item) => [item.id, item]))
  return {
    find: (id) => items.get(id),
    all: () => [...items.values()],
    put(item) {
      items.set(item.id, item)
      return item
    },
    remove: (id) => void items.delete(id),
  }
}
