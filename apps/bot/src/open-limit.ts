import { type BotSettings, createMemorySendLimit, createSteadySendLimit, type SendLimit } from '@kaltura-discord/core'
import { applicationPrefix, connectRedis, createRedisSendLimit } from '@kaltura-discord/stores/redis'
import type { ILogger } from '@sapphire/framework'

export interface OpenLimit {
  /** What Discord lets the bot's token send. */
  limit: SendLimit
  close(): void
}

/** An interaction, whose 3 s are running, waits for it. */
const timeoutMs = 250

/**
 * In the Redis of the servers if the operator named it here too, else of this process alone.
 * @throws InvalidInputError when Redis is named and its npm package isn't there; UnavailableError when it doesn't answer
 */
export async function openLimit(
  { REDIS_URL: url, DISCORD_APPLICATION_ID: applicationId }: Pick<BotSettings, 'REDIS_URL' | 'DISCORD_APPLICATION_ID'>,
  log: Pick<ILogger, 'warn'>,
): Promise<OpenLimit> {
  if (url === undefined) return { limit: createMemorySendLimit(), close: () => undefined }
  const onDown = () => log.warn('Redis cannot be reached: the bot keeps to a fifth of what Discord lets its token send')
  const { client, close } = await connectRedis({ url, setting: 'REDIS_URL', onDown })
  const shared = createRedisSendLimit({ client, prefix: applicationPrefix(applicationId), timeoutMs })
  return { limit: createSteadySendLimit({ shared, onAway: (error) => log.warn(error.message) }), close }
}
