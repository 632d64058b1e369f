import { CodedError, readSettings } from '@kaltura-discord/core'
import { createPinoLog } from '@kaltura-discord/server/node'
import { sourcesOf, watchSources } from '@kaltura-discord/stores/config-file'
import closeWithGrace from 'close-with-grace'
import { composeServer } from './compose.ts'

const outcome = readSettings(sourcesOf(process.env))
if (outcome.kind !== 'complete') fail(outcome.kind === 'incomplete' ? outcome.problems : ['no settings at all'])
const log = createPinoLog({ name: 'kaltura-discord-server' })
const { ACTIVITY_DIR: activityDir } = outcome.settings
const server = await composeServer({ settings: outcome.settings, log, ...(activityDir ? { activityDir } : {}) }).catch((error: unknown) => {
  // Only our own errors have words for people; anything else is a bug and shows itself whole.
  if (error instanceof CodedError) fail([error.message])
  throw error
})
const stopWatching = watchSources({
  environment: process.env,
  onChanged(sources) {
    const changed = readSettings(sources)
    if (changed.kind === 'complete') server.reread(changed.settings)
    else
      log.error(
        { problems: changed.kind === 'incomplete' ? changed.problems : [] },
        'the configuration file has changed and is not usable: what it said before goes on to count',
      )
  },
})
closeWithGrace({ delay: 10_000 }, () => {
  stopWatching()
  return server.close()
})
// Last: whoever waits for it may send a signal at once.
log.info({ url: server.url }, 'the server listens')

function fail(problems: readonly string[]): never {
  process.stderr.write(`The server cannot start:\n${problems.map((line) => `  - ${line}`).join('\n')}\nSee .env.example.\n`)
  process.exit(1)
}
