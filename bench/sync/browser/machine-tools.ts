import { execFileSync, spawnSync } from 'node:child_process'

/** Debian's names of what an outside camera needs: a screen, something to film it with, and a browser that draws on it. */
const packages = { Xvfb: 'xvfb', ffmpeg: 'ffmpeg', chromium: 'chromium' } as const

/** Whether the camera can be had; installs what is missing when it may. Says why when not. */
export function haveCamera(): boolean {
  const missing = () => Object.entries(packages).filter(([program]) => spawnSync('which', [program]).status !== 0)
  const wanted = missing().map(([, name]) => name)
  if (wanted.length === 0) return true
  const mayInstall = process.getuid?.() === 0 && spawnSync('which', ['apt-get']).status === 0
  if (mayInstall) {
    process.stdout.write(`installing ${wanted.join(', ')} for the camera\n`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore', env })
    spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...wanted], { stdio: 'ignore', env })
  }
  const lacking = missing().map(([, name]) => name)
  if (lacking.length === 0) return true
  process.stdout.write(
    `no camera: this machine lacks ${lacking.join(', ')}${mayInstall ? ', and they cannot be installed' : ' (Debian packages; root installs them)'}\n`,
  )
  return false
}

/** Where a program is. */
export function programPath(program: keyof typeof packages): string {
  return execFileSync('which', [program]).toString().trim()
}
