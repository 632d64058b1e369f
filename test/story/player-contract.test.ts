import type { Player } from '@kaltura-discord/sync'
import { describePlayer, type PlayerStage } from '@kaltura-discord/sync/testing'
import { build } from 'esbuild'
import type { Browser, JSHandle, Page, Route } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { codedFilm } from '../coded-film.ts'
import { startEverything } from './party.ts'
import { openPlayback } from './playback-stage.ts'

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser
/** Lets nothing be heard before somebody touched the page. */
let strict: Browser
let script: string

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
  strict = await launchBrowser({ args: ['--autoplay-policy=document-user-activation-required'] })
  const { outputFiles } = await build({
    entryPoints: [new URL('media-element-page.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    conditions: ['@kaltura-discord/source'],
  })
  script = outputFiles[0]?.text ?? ''
})
afterAll(async () => {
  await strict?.close()
  await browser?.close()
  await everything?.close()
})

describePlayer('a video element in Chromium', {
  open: () => openVideo(browser),
  openBlocked: () => openVideo(strict, '?plays'),
  starves: true,
})

describePlayer('the Kaltura player in Chromium', {
  open: () => openKaltura(browser),
  openBlocked: () => openKaltura(strict, { plays: true }),
  starves: true,
})

async function openVideo(on: Browser, search = ''): Promise<PlayerStage> {
  const context = await on.newContext()
  const page = await context.newPage()
  const files: Record<string, { contentType: string; body: string | Buffer }> = {
    '/': { contentType: 'text/html', body: '<!doctype html><video playsinline></video><script src="/page.js"></script>' },
    '/page.js': { contentType: 'text/javascript', body: script },
    '/film': { contentType: 'video/mp4', body: codedFilm() },
  }
  await page.route('http://player.test/**', (route) => route.fulfill(files[new URL(route.request().url()).pathname] ?? { status: 404 }))
  const firstPlay = search ? saidOf(page) : undefined
  await page.goto(`http://player.test/${search}`)
  const refused = await firstPlay
  const player = await page.evaluateHandle(async () => (await window.opened).player)
  return {
    ...(await stageOf(page, player)),
    ...(refused ? { play: async () => refused } : {}),
    starve: () => page.evaluate(async () => (await window.opened).film.starve()),
    feed: () => page.evaluate(async () => (await window.opened).film.feed()),
    close: () => context.close(),
  }
}

async function openKaltura(on: Browser, wish: { plays?: boolean } = {}): Promise<PlayerStage> {
  const playback = await openPlayback(on, everything.sandbox, { entryId: '0_n1ght12h', ...wish })
  const refused = wish.plays ? outcomeOf(await playback.firstPlay()) : undefined // before anything is asked of the page
  const opening = await playback.opening()
  if (opening !== 'ready') throw new Error(opening)
  const player = await playback.page.evaluateHandle(() => window.stage.playback.player)
  const segments = /\/kaltura-media\/.*\.ts/
  const held: Route[] = []
  return {
    ...(await stageOf(playback.page, player)),
    ...(refused ? { play: async () => refused } : {}),
    /** What comes next was fetched long ago: only far ahead there is nothing for sure, in a film of twelve hours. */
    async starve() {
      await playback.page.route(segments, (route) => void held.push(route))
      await player.evaluate((wanted) => wanted.seek(20_000))
    },
    async feed() {
      await playback.page.unroute(segments)
      for (const route of held.splice(0)) await route.continue()
    },
    close: playback.close,
  }
}

/** A player of a page. */
async function stageOf(page: Page, player: JSHandle<Player>): Promise<PlayerStage> {
  const ear = await player.evaluateHandle((heard) => {
    const own = { told: 0, stop: () => {} }
    own.stop = heard.subscribe(() => {
      own.told += 1
    })
    return own
  })
  return {
    look: () =>
      player.evaluate((seen) => ({
        atMs: performance.now(),
        positionS: seen.positionS(),
        durationS: seen.durationS(),
        paused: seen.paused(),
        rate: seen.rate(),
        readiness: seen.readiness(),
      })),
    play: () => player.evaluate((wanted) => wanted.play()),
    pause: () => player.evaluate((wanted) => wanted.pause()),
    playAndPause: () =>
      player.evaluate((wanted) => {
        const outcome = wanted.play()
        wanted.pause()
        return outcome
      }),
    seek: (positionS) => player.evaluate((wanted, toS) => wanted.seek(toS), positionS),
    setRate: (rate, options) => player.evaluate((wanted, [to, how]) => wanted.setRate(to, how), [rate, options] as const),
    told: () => ear.evaluate(({ told }) => told),
    unsubscribe: () => ear.evaluate(({ stop }) => stop()),
    pass: (ms) => page.waitForTimeout(ms),
  }
}

/** What came of a `play()` with nobody at the keyboard. */
async function saidOf(page: Page): Promise<'playing' | 'blocked'> {
  return outcomeOf((await page.waitForEvent('console', (message) => message.text().startsWith('play: '))).text())
}

function outcomeOf(said = ''): 'playing' | 'blocked' {
  return said === 'play: blocked' ? 'blocked' : 'playing'
}
