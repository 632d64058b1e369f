import { InvalidInputError } from '@kaltura-discord/core'
import closeWithGrace from 'close-with-grace'
import { z } from 'zod'
import { composeBot } from './compose.ts'

const environment = z
  .object({ DISCORD_BOT_TOKEN: z.string().min(1), SERVER_SECRET: z.string().min(32), SERVER_URL: z.url() })
  .safeParse(process.env)
if (!environment.success) {
  const names = environment.error.issues.map((issue) => issue.path.join('.')).join(', ')
  throw new InvalidInputError(`The bot cannot start: ${names} missing or not usable. See .env.example.`)
}
const { DISCORD_BOT_TOKEN: botToken, SERVER_SECRET: secret, SERVER_URL: serverUrl } = environment.data
const bot = await composeBot({ botToken, secret, serverUrl })
closeWithGrace({ delay: 10_000 }, () => bot.close())
