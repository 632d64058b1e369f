import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Other people's libraries, in a package root of their own. Installs them when they are absent. @returns the folder. */
export function installPeers(): string {
  const folder = resolve(import.meta.dirname, 'npm-peers')
  if (!existsSync(resolve(folder, 'node_modules'))) {
    process.stdout.write('installing the peers from npm\n')
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' })
  }
  return folder
}
