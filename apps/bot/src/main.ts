import { InvalidInputError, readBotSettings } from '@kaltura-discord/core'
import { sourcesOf } from '@kaltura-discord/stores/config-file'
import closeWithGrace from 'close-with-grace'
import { composeBot } from './compose.ts'

const outcome = readBotSettings(sourcesOf(process.env))
if (outcome.kind === 'incomplete') throw new InvalidInputError(`The bot cannot start: ${outcome.problems.join('; ')}. See .env.example.`)
const { DISCORD_BOT_TOKEN: botToken, SERVER_SECRET: secret, SERVER_URL: serverUrl } = outcome.settings
const bot = await composeBot({ botToken, secret, serverUrl })
closeWithGrace({ delay: 10_000 }, () => bot.close())
