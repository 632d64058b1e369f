import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { activityOf, flaws, startWatching } from './page-moves.ts'
import { desktop, openTheatre, phone } from './page-theatre.ts'

const open = openTheatre()

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

    await expect.poll(() => setting(page, 'Layout').count()).toBe(0)
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('View settings of Mara')
    expect((await activityOf(page, 'mara')).born).toBe(born)
  })

  test('on a phone keeps the orientation that the Activity locked, and a desktop does not', async () => {
    const page = await watching()
    await activityOf(page, 'mara')
    const frame = page.frames().find((each) => each.url().includes('/activity/'))
    await page.getByRole('button', { name: 'View settings of Mara' }).click()
    await setting(page, 'Device').selectOption('Phone')
    await expect.poll(() => activityOf(page, 'mara')).toMatchObject({ orientation: '0', size: '390x844' })
    await frame?.evaluate(() => parent.postMessage([1, { cmd: 'SET_ORIENTATION_LOCK_STATE', args: { lock_state: 3 }, nonce: 'n' }], '*'))
    await expect.poll(() => activityOf(page, 'mara')).toMatchObject({ orientation: '1', size: '844x390' })
    await frame?.evaluate(() => parent.postMessage([1, { cmd: 'SET_ORIENTATION_LOCK_STATE', args: { lock_state: 2 }, nonce: 'n' }], '*'))
    await expect.poll(() => activityOf(page, 'mara')).toMatchObject({ orientation: '0', size: '390x844' })
    await setting(page, 'Device').selectOption('Desktop')

    await expect.poll(async () => (await activityOf(page, 'mara')).orientation).toBe('1')
  })

  test('keeps its settings when the page is loaded anew, and is told what others changed', async () => {
    const { page, server } = await open()
    await startWatching(page)
    await activityOf(page, 'mara')
    await page.getByRole('button', { name: 'View settings of Mara' }).click()
    await setting(page, 'Network').selectOption('Train')
    await expect.poll(() => page.getByRole('spinbutton', { name: 'Delay each way (ms)' }).inputValue()).toBe('180')
    await page.getByRole('spinbutton', { name: 'Clock ahead (s)' }).fill('-90')
    await page.keyboard.press('Tab')
    await setting(page, 'Theme').selectOption('Light')
    await expect.poll(() => server.asked.at(-1)?.body).toEqual({ theme: 'light' })
    await page.reload()
    await activityOf(page, 'mara')
    await page.getByRole('button', { name: 'View settings of Mara' }).click()
    await setting(page, 'Network').waitFor()

    expect(await setting(page, 'Network').inputValue()).toBe('train')
    expect(await page.getByRole('spinbutton', { name: 'Clock ahead (s)' }).inputValue()).toBe('-90')
    expect(await setting(page, 'Theme').inputValue()).toBe('light')
    expect(server.asked.filter(({ path }) => path.endsWith('/client')).map(({ body }) => body)).toEqual([
      { network: 'train' },
      { clockOffsetMs: -90_000 },
      { theme: 'light' },
    ])
    server.change((state) => ({ ...state, clients: {} }))
    await expect.poll(() => setting(page, 'Network').inputValue()).toBe('good')
  })

  test('has a second one beside it, which goes without it; the person is one participant', async () => {
    const page = await watching()
    const { born } = await activityOf(page, 'mara')
    await page.getByRole('button', { name: 'View settings of Mara' }).click()
    await page.getByRole('button', { name: 'One more window' }).click()
    const second = await activityOf(page, 'mara, window 2')
    await page.getByRole('button', { name: 'Leave as Mara, window 2' }).click()
    await page.getByTitle('Activity of Mara, window 2').waitFor({ state: 'detached' })

    expect(second).toMatchObject({ user: 'mara', participants: 'Mara' })
    expect((await activityOf(page, 'mara')).born).toBe(born)
  })

  test('that Discord hung up on stays, and says why', async () => {
    const page = await watching()
    await activityOf(page, 'mara')
    await page.getByRole('button', { name: 'View settings of Mara' }).click()
    await page.getByRole('button', { name: 'Let Discord hang up' }).click()
    await page.getByText('Discord hung up on Mara’s Activity: Token revoked').waitFor()
    const frame = page.frames().find((each) => each.url().includes('/activity/'))
    const answered = await frame?.evaluate(async () => {
      const heard: unknown[] = []
      addEventListener('message', ({ data }) => heard.push(data))
      parent.postMessage([1, { cmd: 'GET_PLATFORM_BEHAVIORS', args: {}, nonce: 'late' }], '*')
      await new Promise((resolve) => setTimeout(resolve, 300))
      return heard
    })

    expect(answered).toEqual([])
  })

  test('hears over the real SDK when somebody speaks', async () => {
    const { page, server } = await open()
    const tom = { userId: '21', name: 'Tom', muted: false, deafened: false, speaking: true, video: false, streaming: false }
    const voice = { id: '11', guildId: '10', name: 'watch-party', status: null }
    await startWatching(page)
    await activityOf(page, 'mara')
    server.change((state) => ({ ...state, voiceChannels: [{ ...voice, people: [tom] }] }))
    await expect.poll(async () => (await activityOf(page, 'mara')).speaking).toBe('21')
    server.change((state) => ({ ...state, voiceChannels: [{ ...voice, people: [{ ...tom, speaking: false }] }] }))

    await expect.poll(async () => (await activityOf(page, 'mara')).speaking).toBe('nobody')
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
  const { page } = await open({}, viewport)
  await startWatching(page)
  return page
}
