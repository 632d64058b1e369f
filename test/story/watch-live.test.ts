import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Frame } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { openDiscord, startEverything } from './party.ts'
import { readShownFrames, skewMs } from './shown-frames.ts'

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser
let discord: Awaited<ReturnType<typeof openDiscord>>

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
})
afterEach(async () => {
  await discord.close()
  for (const { instanceId, frames } of everything.sandbox.state().instances) {
    for (const { userId } of frames) {
      await fetch(`${everything.sandbox.url}/sandbox/members/${userId}/instances/${encodeURIComponent(instanceId)}/leave`, {
        method: 'POST',
      })
    }
  }
})
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

async function party(title: string): Promise<{ tom: Frame; mara: Frame }> {
  discord = await openDiscord(browser, everything.sandbox)
  await discord.become('member')
  await discord.watch(title)
  await discord.pressWatchTogether()
  const tom = await discord.activity('member')
  await discord.join('manager')
  return { tom, mara: await discord.activity('manager') }
}

const press = (frame: Frame, name: string) => frame.getByRole('button', { name, exact: true }).click()
const saidOf = (frame: Frame) => frame.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuetext')
const captionOf = (frame: Frame) => frame.evaluate(() => document.querySelector('.playkit-subtitles')?.textContent ?? '')

const isSettled = async (frame: Frame) => {
  const plays = await frame.evaluate(() =>
    [...document.querySelectorAll('video')].some((video) => !video.paused && video.playbackRate === 1),
  )
  return plays && ((await frame.getByRole('status').textContent()) ?? '').includes('In sync')
}

/** How far apart the pictures of two are who both play and say that they are in sync. */
async function settledSkewMs(a: Frame, b: Frame): Promise<number> {
  for (const frame of [a, b]) await expect.poll(() => isSettled(frame), { timeout: 30_000 }).toBe(true)
  const [shownByA, shownByB] = await Promise.all([readShownFrames(a, 20), readShownFrames(b, 20)])
  expect(Math.min(shownByA.length, shownByB.length)).toBeGreaterThan(5)
  return skewMs(shownByA, shownByB, 30)
}

const faults = async () => {
  const { violations } = await new AxeBuilder({ page: discord.page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

describe('watching a live stream together', () => {
  test('begins live, goes back for both at once, and comes back to live', async () => {
    const { tom, mara } = await party('Observatory: live from the dome')
    await press(tom, 'Play')
    const atEdge = await settledSkewMs(tom, mara)
    const live = [await saidOf(tom), await saidOf(mara)]

    const slider = tom.getByRole('slider', { name: 'Position' })
    await slider.fill(String(Number(await slider.getAttribute('min')) + 400))
    await expect.poll(() => saidOf(mara), { timeout: 15_000 }).toMatch(/^3:\d\d behind live$/)
    const back = await settledSkewMs(tom, mara)
    const found = await faults()

    await press(tom, 'Go to live')
    await expect.poll(() => saidOf(mara), { timeout: 15_000 }).toBe('Live')
    const again = await settledSkewMs(tom, mara)

    console.log(`skew of the pair, live: ${[atEdge, back, again].map((ms) => ms.toFixed(1)).join(', ')} ms`)
    expect(live).toEqual(['Live', 'Live'])
    expect(Math.max(...[atEdge, back, again].map(Math.abs))).toBeLessThan(250)
    expect(await tom.getByRole('combobox', { name: 'Speed' }).count()).toBe(0)
    expect(await mara.getByRole('button', { name: 'Live', exact: true }).isDisabled()).toBe(true)
    expect(found).toEqual([])
  })
})

describe('what everyone chooses for themselves', () => {
  test('captions of one are no business of the other', async () => {
    const { tom, mara } = await party('Seminar: Eclipses, with captions and chapters')
    await tom.getByRole('combobox', { name: 'Captions' }).selectOption('Deutsch')
    await tom.getByRole('combobox', { name: 'Quality' }).selectOption('360p')
    await press(tom, 'Play')
    await expect.poll(() => captionOf(tom), { timeout: 20_000 }).toMatch(/Mond|Finsternis/)

    expect(await captionOf(mara)).toBe('')
    expect(await faults()).toEqual([])
    expect(await mara.getByRole('combobox', { name: 'Captions' }).locator('option').allTextContents()).toEqual([
      'Off',
      'English',
      'Deutsch',
    ])
    await tom.getByRole('combobox', { name: 'Captions' }).selectOption('Off')
    await expect.poll(() => captionOf(tom)).toBe('')
  })

  test('one hears the other sound track', async () => {
    const { tom } = await party('Seminar: Translating the sky, in two languages')
    await press(tom, 'Play')
    await tom.getByRole('combobox', { name: 'Sound' }).selectOption('Deutsch')

    await expect
      .poll(() => discord.traffic.requested.some(({ pathname }) => pathname.includes('/audio-deu/seg-')), { timeout: 20_000 })
      .toBe(true)
    await expect
      .poll(() => tom.getByRole('combobox', { name: 'Sound' }).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text))
      .toBe('Deutsch')
  })
})
