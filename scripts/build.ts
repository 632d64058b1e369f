import { spawn } from 'node:child_process'
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, resolve } from 'node:path'
import { build } from 'vite'

/** Builds every published package and both pages, as many at once as the machine has cores. A failed build does not hide the others. */
const root = resolve(import.meta.dirname, '..')
const packages = globSync('packages/*/tsup.config.ts', { cwd: root }).map((config) => resolve(root, config, '..'))
const pages = globSync('packages/*/vite.config.ts', { cwd: root }).map((config) => resolve(root, config))

const failed: string[] = []
await Promise.all(Array.from({ length: availableParallelism() }, work))
for (const configFile of pages) await build({ configFile, logLevel: 'warn' })
if (failed.length > 0) {
  console.error(`Not built: ${failed.sort().join(', ')}`)
  process.exitCode = 1
}

async function work(): Promise<void> {
  for (let folder = packages.shift(); folder; folder = packages.shift()) {
    const startedAtMs = performance.now()
    const code = await run(folder)
    if (code !== 0) failed.push(basename(folder))
    console.log(`${code === 0 ? 'built' : 'FAILED'} ${basename(folder)} in ${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`)
  }
}

/** One process per package: tsup keeps its workers and caches for itself. */
function run(cwd: string): Promise<number | null> {
  const child = spawn(process.execPath, [resolve(root, 'node_modules/tsup/dist/cli-default.js')], { cwd, stdio: 'inherit' })
  return new Promise((done, fail) => child.once('error', fail).once('exit', done))
}
