import { resolve } from 'node:path'
import { explainSettings, readSettings } from '@kaltura-discord/core'
import { sourcesOf } from '@kaltura-discord/stores/config-file'
import { readEnvFile } from './start/env-file.ts'

/** Which layer gives each setting, of a secret only whether it is set, and what is wrong. */
const file = readEnvFile(resolve(import.meta.dirname, '..', '.env'))
const sources = sourcesOf({ ...(file.kind === 'read' ? file.values : {}), ...process.env })
for (const { name, layer, value } of explainSettings(sources)) {
  process.stdout.write(
    `${name.padEnd(28)} ${layer.padEnd(12)} ${value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)}\n`,
  )
}
const outcome = readSettings(sources)
const problems = [...(file.kind === 'malformed' ? file.problems : []), ...(outcome.kind === 'incomplete' ? outcome.problems : [])]
process.stdout.write(problems.map((problem) => `\n  - ${problem}`).join(''))
if (problems.length > 0) process.exitCode = 1
