import { resolve } from 'node:path'
import { readSettings } from '@kaltura-discord/core'
import { sourcesOf } from '@kaltura-discord/stores/config-file'
import { readEnvFile } from './start/env-file.ts'
import { createProgress } from './start/progress.ts'
import { runUntilStopped } from './start/run-until-stopped.ts'

const root = resolve(import.meta.dirname, '..')
const progress = createProgress(process.stdout)

const file = readEnvFile(resolve(root, '.env'))
if (file.kind === 'malformed') fail('.env cannot be read:', file.problems)
const outcome = readSettings(sourcesOf({ ...(file.kind === 'read' ? file.values : {}), ...process.env }))

// One of the two, decided once: a failing platform never turns into the other.
switch (outcome.kind) {
  case 'incomplete':
    fail(
      'Some settings for Discord and Kaltura are set, but not all. Complete them in .env, or remove them all to try things on this computer:',
      outcome.problems,
    )
    break
  case 'complete': {
    const { startPlatforms } = await import('./start/platforms.ts')
    await runUntilStopped(progress, () => startPlatforms({ settings: outcome.settings, root, progress }))
    break
  }
  case 'absent': {
    const { startSandbox } = await import('./start/sandbox.ts')
    await runUntilStopped(progress, () => startSandbox({ root, progress }))
  }
}

function fail(title: string, lines: readonly string[]): never {
  process.stderr.write(`${title}\n${lines.map((line) => `  - ${line}\n`).join('')}`)
  process.exit(1)
}
