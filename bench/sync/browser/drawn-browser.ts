import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from 'playwright-core'
import { type Screen, screenSize } from './camera.ts'
import { programPath } from './machine-tools.ts'

/**
 * Debian's Chromium, drawing on a screen as it would for a person. It is started apart and driven from outside: a browser that playwright starts is made to
 * believe that all its pages are seen, and then nothing can be hidden.
 */
export async function openDrawnBrowser(screen: Screen, flags: readonly string[]) {
  const profile = await mkdtemp(join(tmpdir(), 'sync-browser-'))
  const { width, height } = screenSize
  const child = spawn(
    programPath('chromium'),
    [
      ...flags,
      '--no-sandbox',
      '--kiosk',
      `--window-size=${width},${height}`,
      '--window-position=0,0',
      '--autoplay-policy=no-user-gesture-required',
      '--no-default-browser-check',
      '--password-store=basic',
      '--disable-component-update',
      '--disable-background-networking',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { env: { ...process.env, DISPLAY: screen.display }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const exited = once(child, 'exit')
  async function close(): Promise<void> {
    child.kill()
    await exited
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const browser = await chromium.connectOverCDP(await addressOf(child.stderr), { noDefaults: true })
    const [context] = browser.contexts()
    const [page] = context?.pages() ?? []
    if (!context || !page) throw new Error('the browser came up without a page')
    return { context, page, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Where it can be driven, which it says once it is up. */
async function addressOf(stderr: NodeJS.ReadableStream): Promise<string> {
  const timer = AbortSignal.timeout(20_000)
  for await (const line of createInterface({ input: stderr, signal: timer })) {
    const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? []
    if (address !== undefined) {
      stderr.resume()
      return address
    }
  }
  throw new Error('the browser did not come up')
}
