import { createApiClient, serviceToken } from '@kaltura-discord/api'
import { KalturaPlugin } from '@kaltura-discord/discord/sapphire'
import { SapphireClient } from '@sapphire/framework'
import { GatewayIntentBits } from 'discord.js'

const { DISCORD_BOT_TOKEN = '', SERVER_SECRET = '', SERVER_URL = 'http://127.0.0.1:8080' } = process.env
const token = await serviceToken(SERVER_SECRET)

SapphireClient.use(KalturaPlugin)

const bot = new SapphireClient({
  intents: [GatewayIntentBits.Guilds],
  // This bot has no pieces of its own. Leave the line out, and Sapphire loads yours from the folder of your package's `main`.
  baseUserDirectory: null,
  kaltura: { api: createApiClient({ baseUrl: SERVER_URL, fetch, token: () => token }) },
})

await bot.login(DISCORD_BOT_TOKEN)
