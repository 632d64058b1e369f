import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'

/** Other people's libraries, in a package root of their own. Installs them when they are absent. */
export function installPeers(): void {
  const folder = resolve(import.meta.dirname, 'npm-peers')
  if (existsSync(resolve(folder, 'node_modules'))) return
  process.stdout.write('installing the peers from npm\n')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--legacy-peer-deps'], { cwd: folder, stdio: 'inherit' })
}
