/**
 * Tells all processes that something they may hold a copy of has changed.
 *
 * Nobody waits for it and it is heard at most once: whoever misses it goes on with an old copy until that ends by itself. So every copy ends by itself.
 */
export interface Invalidations {
  /**
   * Says that what `key` names has changed, to everybody who listens to the topic, in this process too. Others hear within a second.
   * @param topic what kind of thing, such as `guild-config`
   * @throws UnavailableError when it could not be said: the change itself holds, others see it once their copies end
   */
  publish(topic: string, key: string): Promise<void>

  /** Listens to a topic. @returns what ends it; safe to call twice. */
  subscribe(topic: string, listener: InvalidationListener): Promise<() => Promise<void>>
}

export interface InvalidationListener {
  /** What `key` names has changed. Must not throw. */
  onChanged(key: string): void
  /** The connection was away for a while and is back: anything of the topic may have changed. Must not throw. */
  onGap(): void
}
