import { readSettings } from '@kaltura-discord/core'
import { createPinoLog } from '@kaltura-discord/server/node'
import { composeServer } from '../../../apps/server/src/compose.ts'

/** The server of `apps/server` as a process, with the settings of its environment: `server-node.ts URL`, where a stand-in of Discord's API is. */
const [, , discordApiUrl = ''] = process.argv
const outcome = readSettings({ environment: process.env })
if (outcome.kind !== 'complete') throw new Error(JSON.stringify(outcome))
const server = await composeServer({ settings: outcome.settings, log: createPinoLog({ name: 'server' }), discordApiUrl })
process.on('SIGTERM', () => void server.close().then(() => process.exit(0)))
process.stdout.write(`listening on ${server.url}\n`)
