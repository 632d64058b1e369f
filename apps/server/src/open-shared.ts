import {
  createMemoryInvalidations,
  createMemorySendLimit,
  createSteadySendLimit,
  type Invalidations,
  type SendLimit,
  type Settings,
} from '@kaltura-discord/core'
import type { ServerLog } from '@kaltura-discord/server'
import {
  applicationPrefix,
  connectRedis,
  createRedisCache,
  createRedisInvalidations,
  createRedisSendLimit,
} from '@kaltura-discord/stores/redis'
import type { OpenSharedCache } from './open-caches.ts'

/** What the servers of one Discord application share, beside their data and their rooms. */
export interface Shared {
  invalidations: Invalidations
  /** What Discord lets the bot's token send. */
  limit: SendLimit
  openCache: OpenSharedCache
  /** Must not throw while all is well; `undefined` where one server has it all to itself. */
  probe: (() => Promise<unknown>) | undefined
  close(): void
}

/** Well below the patience of who waits for Discord. */
const timeoutMs = 500

/**
 * In Redis if the operator named one, else in this process.
 * @throws InvalidInputError when Redis is named and its npm package isn't there; UnavailableError when it doesn't answer
 */
export async function openShared({ REDIS_URL: url, DISCORD_APPLICATION_ID: applicationId }: Settings, log: ServerLog): Promise<Shared> {
  if (url === undefined) {
    return {
      invalidations: createMemoryInvalidations(),
      limit: createMemorySendLimit(),
      openCache: undefined,
      probe: undefined,
      close: () => undefined,
    }
  }
  const { client, subscriber, close } = await connectRedis({
    url,
    setting: 'REDIS_URL',
    onDown: () =>
      log.warn({}, 'Redis cannot be reached: each server keeps to a limit of its own, and changes of others count once copies end'),
  })
  const prefix = applicationPrefix(applicationId)
  return {
    invalidations: createRedisInvalidations({ client, subscriber, prefix }),
    limit: createSteadySendLimit({
      shared: createRedisSendLimit({ client, prefix, timeoutMs }),
      onAway: (error) => log.warn({ error }, 'the limit that servers share cannot be asked: this one keeps to a fifth of it'),
    }),
    openCache: (name, size) =>
      createRedisCache({
        ...{ client, prefix, name, size, now: Date.now },
        onAway: (error) => log.warn({ error, cache: name }, 'a cache cannot be reached: it counts as empty'),
      }),
    probe: () => client.sendCommand(['PING']),
    close,
  }
}
