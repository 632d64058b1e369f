import { liveEdgeS } from '@kaltura-discord/sync'
import type { Frame } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { press, settledSkewMs, watchParties } from './watch-party.ts'

const { party, discord, flaws } = watchParties()

const saidOf = (frame: Frame) => frame.getByRole('slider', { name: 'Position' }).getAttribute('aria-valuetext')
const captionOf = (frame: Frame) => frame.evaluate(() => document.querySelector('.playkit-subtitles')?.textContent ?? '')

/** How the room that was told of last counts, and how far from now it says that everybody can be. */
const roomByTime = () => {
  const room = discord().traffic.told.findLast((message) => message.type === 'room')
  const { by, edge } = room?.state.live ?? {}
  return { by, behindS: edge && liveEdgeS(edge.atMs) - edge.positionS }
}

/** The programme's own second that a viewer's remote stands at. */
const secondOf = async (frame: Frame) => Number(await frame.getByRole('slider', { name: 'Position' }).inputValue())

describe('watching a live stream together', () => {
  test('begins live, goes back for all at once, lets somebody in late, and comes back to live', async () => {
    const { tom, mara } = await party({ title: 'Observatory: live from the dome' })
    expect(await saidOf(tom)).toBe('Live')
    await press(tom, 'Play')
    const atEdge = await settledSkewMs(tom, mara)
    const live = [await saidOf(tom), await saidOf(mara)]

    const slider = tom.getByRole('slider', { name: 'Position' })
    await slider.fill(String(Number(await slider.getAttribute('min')) + 400))
    await expect.poll(() => saidOf(mara)).toMatch(/^3:\d\d behind live$/)
    const back = await settledSkewMs(tom, mara)
    await discord().join('guest')
    const gus = await discord().activity('guest')
    const late = await settledSkewMs(tom, gus)
    const lateSaid = await saidOf(gus)
    const [tomS, maraS, gusS] = await Promise.all([tom, mara, gus].map(secondOf))
    const found = await flaws()
    const { by, behindS } = roomByTime()

    await press(tom, 'Go to live')
    await expect.poll(() => saidOf(mara)).toBe('Live')
    const again = await settledSkewMs(tom, mara)

    console.log(`skew of the pair, live: ${[atEdge, back, late, again].map((ms) => ms.toFixed(1)).join(', ')} ms`)
    expect(live).toEqual(['Live', 'Live'])
    expect(by).toBe('programme-time')
    expect(behindS).toBeGreaterThan(0)
    expect(behindS).toBeLessThan(30)
    expect(lateSaid).toMatch(/^3:\d\d behind live$/)
    expect(Math.max(...[atEdge, back, late, again].map(Math.abs))).toBeLessThan(250)
    expect(Math.max(tomS ?? 0, maraS ?? 0, gusS ?? 0) - Math.min(tomS ?? 0, maraS ?? 0, gusS ?? 0)).toBeLessThan(3)
    expect(await tom.getByRole('combobox', { name: 'Speed' }).count()).toBe(0)
    expect(await mara.getByRole('button', { name: 'Live', exact: true }).isDisabled()).toBe(true)
    expect(found).toEqual([])
  })
})

describe('what everyone chooses for themselves', () => {
  test('captions of one are no business of the other', async () => {
    const { tom, mara } = await party({ title: 'Seminar: Eclipses, with captions and chapters' })
    await tom.getByRole('combobox', { name: 'Captions' }).selectOption('Deutsch')
    await tom.getByRole('combobox', { name: 'Quality' }).selectOption('360p')
    await press(tom, 'Play')
    await expect.poll(() => captionOf(tom)).toMatch(/Mond|Finsternis/)

    expect(await captionOf(mara)).toBe('')
    expect(await flaws()).toEqual([])
    expect(await mara.getByRole('combobox', { name: 'Captions' }).locator('option').allTextContents()).toEqual([
      'Off',
      'English',
      'Deutsch',
    ])
    await tom.getByRole('combobox', { name: 'Captions' }).selectOption('Off')
    await expect.poll(() => captionOf(tom)).toBe('')
  })

  test('one hears the other sound track', async () => {
    const { tom } = await party({ title: 'Seminar: Translating the sky, in two languages' })
    await press(tom, 'Play')
    await tom.getByRole('combobox', { name: 'Sound' }).selectOption('Deutsch')

    await expect.poll(() => discord().traffic.requested.some(({ pathname }) => pathname.includes('/audio-deu/seg-'))).toBe(true)
    await expect
      .poll(() => tom.getByRole('combobox', { name: 'Sound' }).evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.text))
      .toBe('Deutsch')
  })
})
