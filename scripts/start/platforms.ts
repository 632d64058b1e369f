import { resolve } from 'node:path'
import type { Settings } from '@kaltura-discord/core'
import { createPinoLog } from '@kaltura-discord/server/node'
import { composeBot } from '../../apps/bot/src/compose.ts'
import { composeServer } from '../../apps/server/src/compose.ts'
import { buildPages } from './build-pages.ts'
import { activityPage } from './pages.ts'
import type { Progress } from './progress.ts'

/** Runs server and bot against Discord and the Kaltura account of the settings. */
export async function startPlatforms({ settings, root, progress }: { settings: Settings; root: string; progress: Progress }) {
  const accounts = settings.connections.map((each) => `Kaltura partner ${each.KALTURA_PARTNER_ID} at ${each.KALTURA_SERVICE_URL}`)
  progress.say(`Discord application ${settings.DISCORD_APPLICATION_ID}, ${accounts.join(', ')}.`)
  progress.step('Building the Activity')
  await buildPages(root, [activityPage])
  const log = createPinoLog({ name: 'kaltura-discord' })
  const server = await composeServer({ settings, log, activityDir: resolve(root, activityPage.outDir) })
  progress.step(`The server listens on ${server.url}`)
  const { DISCORD_BOT_TOKEN: botToken, SERVER_SECRET: secret } = settings
  const bot = await composeBot({ botToken, serverUrl: server.url, secret, limit: server.limit }).catch(async (error: unknown) => {
    await server.close()
    throw error
  })
  progress.step('The bot is online. Give the server a public address (a tunnel will do) and enter it as the / URL Mapping of the Activity.')
  return {
    async close() {
      await bot.close()
      await server.close()
    },
  }
}
