import { createApiClient, serviceToken } from '@kaltura-discord/api'
import type { SendLimit } from '@kaltura-discord/core'
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

/** Puts the bot together and logs it in. */
export async function composeBot({ botToken, serverUrl, secret, limit, logger, discordApiUrl = discordAddress }: ComposeBotOptions) {
  const token = await serviceToken(secret)
  const client = new SapphireClient({
    intents: [GatewayIntentBits.Guilds],
    baseUserDirectory: null,
    rest: { api: discordApiUrl, ...limitedRest({ limit, makeRequest: DefaultRestOptions.makeRequest }) },
    kaltura: { api: createApiClient({ baseUrl: serverUrl, fetch, token: () => token }) },
    ...(logger ? { logger: { instance: logger } } : {}),
  })
  const registered = new Promise<void>((done) => client.once('applicationCommandRegistriesRegistered', () => done()))
  await logIn(client, botToken)
  await registered
  return { close: () => client.destroy() }
}
