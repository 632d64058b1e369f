import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { activityOf, flaws, startWatching } from './page-moves.ts'
import { desktop, openTheatre, phone, type Theatre } from './page-theatre.ts'

let theatre: Theatre

beforeAll(async () => {
  theatre = await openTheatre()
})

afterEach(async () => {
  expect(await theatre.tidy()).toEqual([])
})

afterAll(() => theatre.close())

describe('a member’s window', () => {
  test('becomes another device and layout by keyboard, tells the Activity, and never reloads it', async () => {
    const page = await watching()
    const { born } = await activityOf(page, 'mara')
    await page.getByRole('button', { name: 'View settings of Mara' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Phone')
    await expect.poll(() => activityOf(page, 'mara')).toMatchObject({ orientation: '0', size: '390x844' })
    await setting(page, 'Held').selectOption('Landscape')
    await expect.poll(() => activityOf(page, 'mara')).toMatchObject({ orientation: '1', size: '844x390' })
    await setting(page, 'Layout').selectOption('Picture-in-picture')
    await setting(page, 'Heat').selectOption('Serious')
    await expect.poll(() => activityOf(page, 'mara')).toMatchObject({ layout: '1', thermal: '2', size: '192x108' })
    await page.keyboard.press('Escape')

    expect(await setting(page, 'Layout').count()).toBe(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('View settings of Mara')
    expect((await activityOf(page, 'mara')).born).toBe(born)
  })

  test('on a phone keeps the orientation that the Activity locked, and a desktop does not', async () => {
    const page = await watching()
    await activityOf(page, 'mara')
    const frame = page.frames().find((each) => each.url().includes('/activity/'))
    await frame?.evaluate(() => parent.postMessage([1, { cmd: 'SET_ORIENTATION_LOCK_STATE', args: { lock_state: 3 }, nonce: 'n' }], '*'))
    await page.getByRole('button', { name: 'View settings of Mara' }).click()
    await setting(page, 'Device').selectOption('Phone')
    await expect.poll(() => activityOf(page, 'mara')).toMatchObject({ orientation: '1', size: '844x390' })
    await frame?.evaluate(() => parent.postMessage([1, { cmd: 'SET_ORIENTATION_LOCK_STATE', args: { lock_state: 2 }, nonce: 'n' }], '*'))
    await expect.poll(() => activityOf(page, 'mara')).toMatchObject({ orientation: '0', size: '390x844' })
    await setting(page, 'Device').selectOption('Desktop')

    await expect.poll(async () => (await activityOf(page, 'mara')).orientation).toBe('1')
  })

  test.each([
    ['desktop', desktop],
    ['phone', phone],
  ])('with its settings open is accessible and fits a %s', async (_name, viewport) => {
    const page = await watching(viewport)
    await activityOf(page, 'mara')
    await page.getByRole('button', { name: 'View settings of Mara' }).click()
    await setting(page, 'Device').selectOption('Phone')
    await setting(page, 'Held').waitFor()

    expect(await flaws(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
  })
})

const setting = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true })

async function watching(viewport = desktop): Promise<Page> {
  const { page } = await theatre.open({}, viewport)
  await startWatching(page)
  return page
}
