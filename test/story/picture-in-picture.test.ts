import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { openDiscord, startEverything } from './party.ts'

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
})

afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

test('in picture-in-picture a phone’s Activity is the picture alone, edge to edge, and has its controls back afterwards', async () => {
  const discord = await openDiscord(browser, everything.sandbox)
  await discord.become('member')
  await discord.watch('Tides')
  await discord.pressWatchTogether()
  const activity = await discord.activity('member')
  const remote = activity.getByRole('region', { name: 'Remote' })
  const tom = everything.sandbox.as('member')
  tom.client({ device: 'phone', layout: 'pip' })
  await remote.waitFor({ state: 'hidden' })
  const room = await activity.evaluate(() => ({
    width: innerWidth,
    height: innerHeight,
    stage: document.querySelector('.kd-stage')?.getBoundingClientRect().height,
    mayScroll: getComputedStyle(document.body).overflowY !== 'hidden',
  }))
  tom.client({ device: 'desktop', layout: 'focused' })
  await remote.waitFor({ state: 'visible' })

  expect(room).toEqual({ width: 108, height: 192, stage: 192, mayScroll: false })
  await discord.close()
})
