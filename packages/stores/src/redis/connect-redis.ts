import { InvalidInputError, UnavailableError } from '@kaltura-discord/core'
import type { RedisClient, RedisSubscriber } from './redis-client.ts'

export interface ConnectRedisOptions {
  url: string
  /** Which setting named it. */
  setting: string
  /** It was there, and can't be reached now. Called once until it is back. */
  onDown(): void
  /** How long the first connection may take, tried again as often as it fails, in ms. Default 5,000. */
  patienceMs?: number
  /** The npm package, which most programs run without. */
  load?: () => Promise<typeof import('@redis/client')>
}

export interface RedisConnections {
  /** Asks. */
  client: RedisClient
  /** Hears. */
  subscriber: RedisSubscriber
  close(): void
}

/**
 * Two connections to the operator's Redis or Valkey. They come back by themselves. The address may hold a password: no error repeats it.
 * @throws InvalidInputError when its npm package isn't there; UnavailableError when it doesn't answer
 */
export async function connectRedis({
  url,
  setting,
  onDown,
  patienceMs = 5_000,
  load = () => import('@redis/client'),
}: ConnectRedisOptions): Promise<RedisConnections> {
  const { createClient } = await load().catch((cause: unknown) => {
    throw new InvalidInputError(`${setting} is set, but the npm package @redis/client is not installed beside this program`, {
      cause: String(cause).split('\n')[0],
    })
  })
  const client = createClient({
    url,
    disableOfflineQueue: true,
    pingInterval: 5000,
    socket: { connectTimeout: 2000, reconnectStrategy: (tries) => Math.min(1000, 50 * 2 ** tries) },
  })
  const subscriber = client.duplicate()
  let isUp = false
  for (const connection of [client, subscriber]) {
    connection.on('error', () => {
      if (isUp) onDown()
      isUp = false
    })
    connection.on('ready', () => {
      isUp = true
    })
  }
  const close = () => {
    client.destroy()
    subscriber.destroy()
  }
  try {
    await within(patienceMs, Promise.all([client.connect(), subscriber.connect()]))
    return { client, subscriber, close }
  } catch {
    close()
    throw noAnswerOf(setting)
  }
}

/** For whoever named it. */
export function noAnswerOf(setting: string): UnavailableError {
  return new UnavailableError(`The Redis that ${setting} names does not answer. Is it running, and does it let this program in?`)
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, fail) => setTimeout(() => fail(new Error('late')), ms).unref())
  return Promise.race([work, late])
}
