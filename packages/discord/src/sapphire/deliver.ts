import { CodedError } from '@kaltura-discord/core'
import type { ILogger } from '@sapphire/framework'
import { DiscordAPIError } from 'discord.js'

/** Unknown interaction: its 3 s are over. Already acknowledged: somebody has answered, such as another process of the bot. */
const untimely: readonly (string | number)[] = [10062, 40060]

/**
 * Sends something to an interaction, and says whether Discord took it. Where it did not the log has a line; what discord.js threw holds the interaction's token and
 * what was to be said, and goes nowhere.
 */
export async function deliver(logger: Pick<ILogger, 'warn'>, what: string, send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send()
    return true
  } catch (error) {
    logger.warn(`${what}: Discord did not take the answer: ${reasonOf(error)}`)
    return false
  }
}

/** Of an error of discord.js its name, such as `DiscordAPIError[10062]`. */
export function reasonOf(error: unknown): string {
  if (error instanceof CodedError) return error.message
  return error instanceof Error ? error.name : 'unknown'
}

/** Whether no answer to the interaction can come through any more. */
export function isUntimely(error: unknown): boolean {
  return error instanceof DiscordAPIError && untimely.includes(error.code)
}
