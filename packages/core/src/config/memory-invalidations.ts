import type { InvalidationListener, Invalidations } from './invalidations.ts'

/** For one process, which has nobody to tell but itself. */
export function createMemoryInvalidations(): Invalidations {
  const topics = new Map<string, Set<{ listener: InvalidationListener }>>()
  return {
    async publish(topic, key) {
      for (const { listener } of topics.get(topic) ?? []) listener.onChanged(key)
    },
    async subscribe(topic, listener) {
      const subscription = { listener }
      const subscriptions = topics.get(topic) ?? new Set()
      topics.set(topic, subscriptions.add(subscription))
      return async () => {
        subscriptions.delete(subscription)
      }
    },
  }
}
