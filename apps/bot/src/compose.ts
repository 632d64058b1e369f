import { createApiClient, serviceToken } from '@kaltura-discord/api'
import { CodedError, type SendLimit, UnavailableError } from '@kaltura-discord/core'
import { discordAddress, limitedRest } from '@kaltura-discord/discord'
import { KalturaPlugin } from '@kaltura-discord/discord/sapphire'
import { type ILogger, SapphireClient } from '@sapphire/framework'
import { DefaultRestOptions, GatewayIntentBits } from 'discord.js'
import { logIn } from './log-in.ts'

export interface ComposeBotOptions {
  botToken: string
  /** Where the kaltura-discord server answers. */
  serverUrl: string
  /** The secret that bot and server share. */
  secret: string
  /** Of the bot's token, shared by all that sends with it. */
  limit: SendLimit
  /** Sapphire's own log by default. */
  logger?: ILogger
  /** Where Discord's API is; pinned to Discord's own but for stand-ins on this machine. */
  discordApiUrl?: string
}

SapphireClient.use(KalturaPlugin)

/**
 * Puts the bot together, logs it in and registers its commands.
 * @throws CodedError `bot.token-refused` or UnavailableError, each with words for the operator
 */
export async function composeBot({ botToken, serverUrl, secret, limit, logger, discordApiUrl = discordAddress }: ComposeBotOptions) {
  const token = await serviceToken(secret)
  const client = new SapphireClient({
    intents: [GatewayIntentBits.Guilds],
    baseUserDirectory: null,
    rest: { api: discordApiUrl, ...limitedRest({ limit, makeRequest: DefaultRestOptions.makeRequest }) },
    kaltura: { api: createApiClient({ baseUrl: serverUrl, fetch, token: () => token }) },
    ...(logger ? { logger: { instance: logger } } : {}),
  })
  try {
    await Promise.all([logIn(client, botToken), registered(client)])
  } catch (error) {
    await client.destroy()
    throw error
  }
  return { close: () => client.destroy() }
}

/** Resolves once Discord knows the commands. Sapphire tells of it when that works; when it does not, one of its listeners has failed, and nothing would ever come. */
function registered(client: SapphireClient): Promise<void> {
  return new Promise((done, fail) => {
    client.once('applicationCommandRegistriesRegistered', () => done())
    client.on('listenerError', (error, { piece }) => {
      if (piece.name !== 'CoreReady') return
      fail(
        error instanceof CodedError
          ? error
          : new UnavailableError('Discord did not say which commands the bot has. Start it again in a while.'),
      )
    })
  })
}
