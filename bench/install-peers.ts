import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'

/** Other people's libraries, in a package root of their own. Installs them when they are absent. @returns the folder. */
export function installPeers(folder: string): string {
  if (!existsSync(resolve(folder, 'node_modules'))) {
    process.stdout.write('installing the peers from npm\n')
    execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: folder, stdio: 'inherit' })
  }
  return folder
}

/** What loads a library of such a root. They are not typed: nothing of ours depends on them. */
export function peersOf(folder: string): NodeJS.Require {
  return createRequire(resolve(folder, 'package.json'))
}
