import { InvalidInputError, readBotSettings } from '@kaltura-discord/core'
import { sourcesOf } from '@kaltura-discord/stores/config-file'
import { Logger, LogLevel } from '@sapphire/framework'
import closeWithGrace from 'close-with-grace'
import { composeBot } from './compose.ts'
import { openLimit } from './open-limit.ts'

const outcome = readBotSettings(sourcesOf(process.env))
if (outcome.kind === 'incomplete') throw new InvalidInputError(`The bot cannot start: ${outcome.problems.join('; ')}. See .env.example.`)
const { DISCORD_BOT_TOKEN: botToken, SERVER_SECRET: secret, SERVER_URL: serverUrl } = outcome.settings
const logger = new Logger(LogLevel.Info)
const { limit, close } = await openLimit(outcome.settings, logger)
const bot = await composeBot({ botToken, secret, serverUrl, limit, logger })
closeWithGrace({ delay: 10_000 }, async () => {
  await bot.close()
  close()
})
