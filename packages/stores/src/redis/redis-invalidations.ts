import type { InvalidationListener, Invalidations } from '@kaltura-discord/core'
import { answerOfRedis, type RedisClient, type RedisSubscriber } from './redis-client.ts'

export interface RedisInvalidationsOptions {
  client: RedisClient
  subscriber: RedisSubscriber
  /** Goes before the name of every channel, such as `kd:`. */
  prefix: string
  /** What Redis does not answer within this counts as failed, in ms. Default 2000. */
  timeoutMs?: number
}

/**
 * {@link Invalidations} of several processes over the channels of Redis or Valkey, which keep nothing for who is away: when the subscriber's connection comes back,
 * every listener is told of a gap. Create it once for each subscriber.
 */
export function createRedisInvalidations({ client, subscriber, prefix, timeoutMs }: RedisInvalidationsOptions): Invalidations {
  const listeners = new Set<InvalidationListener>()
  subscriber.on('ready', () => {
    for (const { onGap } of listeners) onGap()
  })
  const channelOf = (topic: string) => `${prefix}changed:${topic}`

  return {
    async publish(topic, key) {
      await answerOfRedis(client.sendCommand(['PUBLISH', channelOf(topic), key]), timeoutMs)
    },

    async subscribe(topic, { onChanged, onGap }) {
      const channel = channelOf(topic)
      const listener = { onChanged, onGap } // its own, also where one listens to two topics
      const hear = (key: string) => onChanged(key)
      const stop = () => subscriber.unsubscribe(channel, hear)
      await answerOfRedis(subscriber.subscribe(channel, hear), timeoutMs).catch((error: unknown) => {
        stop().catch(() => {}) // it may still come to be
        throw error
      })
      listeners.add(listener)
      return async () => {
        if (listeners.delete(listener)) await answerOfRedis(stop(), timeoutMs)
      }
    },
  }
}
