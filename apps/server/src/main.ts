import { environmentSettings } from '@kaltura-discord/core'
import { createPinoLog } from '@kaltura-discord/server/node'
import closeWithGrace from 'close-with-grace'
import { composeServer } from './compose.ts'

const outcome = environmentSettings(process.env)
if (outcome.kind !== 'complete') {
  const problems = outcome.kind === 'incomplete' ? outcome.problems : ['no settings at all']
  process.stderr.write(`The server cannot start:\n${problems.map((line) => `  - ${line}`).join('\n')}\nSee .env.example.\n`)
  process.exit(1)
}
const log = createPinoLog({ name: 'kaltura-discord-server' })
const { ACTIVITY_DIR: activityDir } = process.env
const server = await composeServer({ settings: outcome.settings, log, ...(activityDir ? { activityDir } : {}) })
log.info({ url: server.url }, 'the server listens')
closeWithGrace({ delay: 10_000 }, () => server.close())
