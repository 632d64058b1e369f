import type { RedisSubscriber } from './redis-client.ts'

/**
 * Listens to one channel until the returned function is called. `onGap` is called when listening has begun, and again after the connection was lost:
 * Redis keeps no message for who is not there.
 */
export type ListenToChannel = (channel: string, listener: { onMessage(message: string): void; onGap(): void }) => () => void

/** Shares one subscriber connection: create it once for each. A subscription that fails is tried again when the connection is back. */
export function createRedisChannels(subscriber: RedisSubscriber): ListenToChannel {
  const wanted = new Set<{ begin(): void }>()
  subscriber.on('ready', () => {
    for (const subscription of wanted) subscription.begin()
  })

  return (channel, { onMessage, onGap }) => {
    let subscribed = false
    const hear = (message: string) => onMessage(message)
    const subscription = {
      begin() {
        if (subscribed)
          onGap() // the client has subscribed again by itself before it says that it is ready
        else
          void subscriber.subscribe(channel, hear).then(
            () => {
              subscribed = true
              if (wanted.has(subscription)) onGap()
              else end()
            },
            () => {}, // tried again on 'ready'
          )
      },
    }
    const end = () => void subscriber.unsubscribe(channel, hear).catch(() => {})
    wanted.add(subscription)
    subscription.begin()
    return () => {
      if (wanted.delete(subscription) && subscribed) end()
    }
  }
}
