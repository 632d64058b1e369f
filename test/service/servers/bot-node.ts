import { readBotSettings } from '@kaltura-discord/core'
import { cast } from '@kaltura-discord/sandbox'
import { container, Logger, LogLevel } from '@sapphire/framework'
import { composeBot } from '../../../apps/bot/src/compose.ts'
import { openLimit } from '../../../apps/bot/src/open-limit.ts'

/**
 * The bot of `apps/bot` as a process, with the settings of its environment: `bot-node.ts URL CHANNEL`, where a stand-in of Discord's API is. On SIGUSR2 it posts 40
 * messages to the channel, as fast as discord.js does.
 */
const [, , discordApiUrl = '', channelId = cast.channels.general.id] = process.argv
const outcome = readBotSettings({ environment: process.env })
if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
const { DISCORD_BOT_TOKEN: botToken, SERVER_SECRET: secret, SERVER_URL: serverUrl } = outcome.settings
const logger = new Logger(LogLevel.Warn)
const { limit } = await openLimit(outcome.settings, logger)
await composeBot({ botToken, secret, serverUrl, limit, logger, discordApiUrl })

process.on('SIGUSR2', async () => {
  const { rest } = container.client
  await Promise.all(Array.from({ length: 40 }, () => rest.post(`/channels/${channelId}/messages`, { body: { content: 'Hello' } })))
  process.stdout.write('posted\n')
})
process.stdout.write('online\n')
