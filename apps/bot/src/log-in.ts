import { CodedError, UnavailableError } from '@kaltura-discord/core'
import type { Client } from 'discord.js'

/**
 * Logs a client in.
 * @throws CodedError `bot.token-refused` or UnavailableError, each with words for the operator; what Discord's library threw may hold the token and stays here.
 */
export async function logIn(client: Client, botToken: string): Promise<void> {
  try {
    await client.login(botToken)
  } catch (error) {
    if (error instanceof UnavailableError) throw error // the limit of the token says why nothing is sent
    if (error instanceof Error && 'code' in error && (error.code === 'TokenInvalid' || error.code === 4004)) {
      throw new CodedError({
        code: 'bot.token-refused',
        message: 'Discord does not accept DISCORD_BOT_TOKEN. Copy it again from the Bot page of the developer portal.',
        retryable: false,
      })
    }
    throw new UnavailableError('The bot could not reach Discord. Check the network of this machine, then start again.')
  }
}
