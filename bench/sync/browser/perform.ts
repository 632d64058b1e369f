import type { BrowserContext, Frame, Page } from 'playwright-core'
import { launchBrowser } from '../../../test/browser.ts'
import { type Photograph, type Screen, screenSize } from './camera.ts'
import { openDrawnBrowser } from './drawn-browser.ts'
import type { Recording } from './page/recorder.ts'
import type { Delays, Script, Step } from './setting.ts'
import type { Stage } from './stage.ts'

/** One contender, once, from the first step to the end. */
export interface Performance {
  startedAtMs: number
  endedAtMs: number
  /** When each step was done. */
  steps: { step: Step; atMs: number }[]
  clients: Recording[]
  /** `undefined` without a camera. */
  photographs: Photograph[] | undefined
}

export interface PerformOptions {
  stage: Stage
  screen: Screen | undefined
  contender: string
  script: Script
  delays: Delays
  random: () => number
}

const flags = ['--site-per-process', '--no-first-run', '--hide-scrollbars']

export async function perform({ stage, screen, contender, script, delays, random }: PerformOptions): Promise<Performance> {
  const { context, page, close } = await launch(screen)
  try {
    await page.goto(await stage.wallUrl(contender, delays, random))
    const clients = await framesOf(page)
    await Promise.all(clients.map((client) => client.evaluate(() => window.seated.then(() => {}))))
    await wait(2500)

    const stopFilming = screen?.film()
    const startedAtMs = now()
    const steps: Performance['steps'] = []
    for (const step of script.steps) {
      await wait(startedAtMs + (step.atS + random()) * 1000 - now())
      const atMs = step.do === 'hide' ? undefined : now()
      await act(step, { clients, context, page, random })
      steps.push({ step, atMs: atMs ?? now() })
    }
    await wait(startedAtMs + script.endS * 1000 - now())
    const endedAtMs = now()
    const photographs = await stopFilming?.()
    return {
      startedAtMs,
      endedAtMs,
      steps,
      photographs,
      clients: await Promise.all(clients.map((client) => client.evaluate(() => window.recording))),
    }
  } finally {
    await close()
  }
}

/** With a screen, a browser that draws on it; without one, headless. */
async function launch(screen: Screen | undefined) {
  if (screen) return openDrawnBrowser(screen, flags)
  const browser = await launchBrowser({ args: flags })
  const context = await browser.newContext({ viewport: screenSize })
  return { context, page: await context.newPage(), close: () => browser.close() }
}

async function framesOf(page: Page): Promise<Frame[]> {
  return [0, 1, 2, 3].map((index) => {
    const frame = page.frame({ name: `c${index}` })
    if (!frame) throw new Error(`the wall has no client ${index}`)
    return frame
  })
}

async function act(
  step: Step,
  { clients, context, page, random }: { clients: readonly Frame[]; context: BrowserContext; page: Page; random: () => number },
): Promise<void> {
  const [host] = clients
  switch (step.do) {
    case 'play':
      return host?.evaluate(async () => (await window.seated).play())
    case 'pause':
      return host?.evaluate(async () => (await window.seated).pause())
    case 'seek':
      return host?.evaluate(async (positionS) => (await window.seated).seek(positionS), step.toS + random())
    case 'shift':
      return clients[step.client]?.evaluate((byS) => {
        const video = document.querySelector('video')
        if (video) video.currentTime += byS
      }, step.byMs / 1000)
    case 'hide': {
      const cover = await context.newPage()
      await cover.bringToFront()
      await wait(500)
      const state = await page.evaluate(() => document.visibilityState)
      if (state !== 'hidden') throw new Error('The page is covered and does not know: only a browser that draws on a screen can hide one.')
      await wait(step.forS * 1000)
      await cover.close()
      await page.bringToFront()
    }
  }
}

function now(): number {
  return performance.timeOrigin + performance.now()
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, Math.max(0, ms)))
}
