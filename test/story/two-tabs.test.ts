import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { startProgram } from '../child.ts'

let program: ReturnType<typeof startProgram>
let browser: Browser
let address: string
const tabs: Page[] = []

beforeAll(async () => {
  program = startProgram('npm', ['start', '--workspace', 'example-two-tabs'], { PORT: '0' })
  const [, url = ''] = await program.says(/(http:\/\/localhost:\d+)/)
  address = url
  browser = await launchBrowser()
})
afterEach(async () => {
  for (const tab of tabs.splice(0)) await tab.close()
})
afterAll(async () => {
  await browser?.close()
  await program?.stop()
})

test('one command, two tabs: what one plays, pauses and seeks, the other shows at the same moment', async () => {
  const [host, guest] = [await openTab(), await openTab()]
  await host.getByRole('button', { name: 'Play' }).click()
  await together(host, guest, (positionS) => positionS > 1)
  await host.getByRole('slider').fill('20')
  await together(host, guest, (positionS) => positionS > 20.5)
  await host.getByRole('button', { name: 'Pause' }).click()
  await expect.poll(() => paused(guest)).toBe(true)
  await expect.poll(async () => Math.abs((await positionS(host)) - (await positionS(guest)))).toBeLessThan(0.033)
})

test('the tab without the remote is told so, and has it once the other is closed', async () => {
  const [host, guest] = [await openTab(), await openTab()]
  await guest.getByRole('button', { name: 'Play' }).click()
  await expect.poll(() => guest.getByRole('status').textContent()).toContain('not-host')
  await host.close()
  await expect.poll(() => guest.getByRole('status').textContent()).toContain('the remote is yours')
  await guest.getByRole('button', { name: 'Play' }).click()
  await expect.poll(() => paused(guest)).toBe(false)
})

async function openTab(): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 660, height: 440 } })
  tabs.push(page)
  await page.goto(address)
  await expect.poll(() => page.getByRole('status').textContent()).toContain('in-sync')
  return page
}

/** Both play, and are less than a frame apart on the clock that they share. */
async function together(a: Page, b: Page, wanted: (positionS: number) => boolean): Promise<void> {
  await expect.poll(async () => wanted(await positionS(a)) && wanted(await positionS(b))).toBe(true)
  await expect
    .poll(async () => {
      const [one, other] = await Promise.all([zeroMs(a), zeroMs(b)])
      return Math.abs(one - other)
    })
    .toBeLessThan(33)
}

/** When the film would have begun, had it played from its start. */
function zeroMs(page: Page): Promise<number> {
  return page.evaluate(() => performance.timeOrigin + performance.now() - (document.querySelector('video')?.currentTime ?? 0) * 1000)
}

function positionS(page: Page): Promise<number> {
  return page.evaluate(() => document.querySelector('video')?.currentTime ?? 0)
}

function paused(page: Page): Promise<boolean> {
  return page.evaluate(() => document.querySelector('video')?.paused ?? true)
}
