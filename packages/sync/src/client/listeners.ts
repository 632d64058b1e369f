export interface Listeners<T> {
  /** Returns how to stop. The same function may listen twice. */
  add(listener: (value: T) => void): () => void
  tell(value: T): void
  clear(): void
}

export function createListeners<T>(): Listeners<T> {
  const listeners = new Set<(value: T) => void>()
  return {
    add(listener) {
      const own = (value: T) => listener(value)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    tell(value) {
      for (const listener of [...listeners]) listener(value)
    },
    clear: () => listeners.clear(),
  }
}
