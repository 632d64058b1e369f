import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { SandboxState } from '../../packages/sandbox/src/control/contract.ts'
import { launchBrowser } from '../browser.ts'
import { answerAsBot } from './contract-bot.ts'
import { startContractServer } from './contract-server.ts'
import { freshState } from './contract-state.ts'

export const desktop = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

const sandboxDir = fileURLToPath(new URL('../../packages/sandbox', import.meta.url))
/** What a browser writes by itself about answers that the tests gave on purpose. */
const expectedComplaint = /Failed to load resource|ERR_|EventSource/

type Theatre = Awaited<ReturnType<typeof buildTheatre>>

/**
 * The sandbox's page for the tests of a file: built once, in one browser, and nothing may be left in its console after a test.
 * @returns what gives a test a server and a page of its own
 */
export function openTheatre(): Theatre['open'] {
  let theatre: Theatre
  beforeAll(async () => {
    theatre = await buildTheatre()
  })
  afterEach(async () => {
    expect(await theatre.tidy()).toEqual([])
  })
  afterAll(() => theatre?.close())
  return (...args) => theatre.open(...args)
}

async function buildTheatre() {
  await build({ root: sandboxDir, configFile: `${sandboxDir}/vite.config.ts`, logLevel: 'error' })
  const activity = await bundle({
    entryPoints: [fileURLToPath(new URL('./sdk-activity.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
  })
  const browser = await launchBrowser()
  const closing: (() => Promise<void>)[] = []
  let complaints: string[] = []

  return {
    async open(change: Partial<SandboxState> = {}, viewport = desktop) {
      const server = await startContractServer({
        pageDir: `${sandboxDir}/dist/page`,
        activityScript: activity.outputFiles[0]?.text ?? '',
        state: { ...freshState(), ...change },
        answer: answerAsBot,
      })
      closing.push(server.close)
      const context = await browser.newContext({ viewport, locale: 'en-GB', reducedMotion: 'reduce' })
      closing.push(() => context.close())
      // Browsers that can move an iframe without reloading it are new; the page has to do without.
      await context.addInitScript(() => Reflect.deleteProperty(Element.prototype, 'moveBefore'))
      const page = await context.newPage()
      page.on('console', (line) => line.type() === 'error' && complaints.push(line.text()))
      page.on('pageerror', (error) => complaints.push(String(error)))
      await page.goto(server.url)
      await page.getByRole('button', { name: 'Watch a video together' }).first().waitFor()
      return { page, server }
    },

    /** Ends what the test opened. @returns errors in the browser's console; those of the page's content security policy come there too. */
    async tidy(): Promise<string[]> {
      const heard = complaints.filter((line) => !expectedComplaint.test(line))
      complaints = []
      for (const close of closing.splice(0).reverse()) await close()
      return heard
    },

    close: () => browser.close(),
  }
}
