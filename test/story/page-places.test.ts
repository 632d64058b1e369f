import { describe, expect, test } from 'vitest'
import { message } from './contract-state.ts'
import { flaws } from './page-moves.ts'
import { desktop, openTheatre, phone } from './page-theatre.ts'

const open = openTheatre()

const tom = { id: '21', name: 'Tom', bot: false, color: '#3b82c4' }
const said = [
  message({ id: '70', author: tom, content: 'Shall we?', pinned: true, threadId: '15' }),
  message({ id: '71', author: tom, content: 'At eight', type: 19, repliesTo: { id: '70', name: 'Tom', content: 'Shall we?' } }),
  message({ id: '72', author: tom, channelId: '15', content: 'First question' }),
  message({ id: '73', author: tom, channelId: '60', content: 'Are you there?' }),
]

describe('the places of the sandbox’s page', () => {
  test('are those of the chosen member: servers, private channels and conversations', async () => {
    const { page } = await open({ messages: said })
    const servers = page.getByRole('navigation', { name: 'Servers' })
    await page.getByRole('button', { name: /^staff-only.*private$/ }).click()
    await page.getByRole('heading', { name: 'staff-only' }).waitFor()
    expect(await servers.getByRole('button').count()).toBe(2)

    await page.getByRole('radio', { name: /Tom/ }).check({ force: true })
    await page.getByRole('heading', { name: 'watch-party' }).waitFor()
    expect(await page.getByRole('button', { name: /staff-only/ }).count()).toBe(0)
    await servers.getByRole('button', { name: 'Study Group' }).click()
    await page.getByText('The bot is not in this server.').waitFor()
    await page.getByRole('combobox', { name: 'Command' }).fill('/')

    await page.getByText('No command with these letters.').waitFor()
  })

  test('tell of what is new in them until one looks', async () => {
    const { page } = await open({ messages: said })
    const thread = page.getByRole('button', { name: /^Quiz night/ })
    expect(await thread.innerText()).toContain('unread')

    await page.getByRole('button', { name: 'Open thread: Quiz night' }).click()
    await page.getByText('First question').waitFor()
    await page.getByRole('button', { name: /^watch-party/ }).click()

    await expect.poll(() => thread.innerText()).not.toContain('unread')
  })

  test('show threads, pins and members, by keyboard too', async () => {
    const { page } = await open({ messages: said })
    await page.getByRole('button', { name: /^Pins/ }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'Pinned messages' }).waitFor()
    await page.getByRole('button', { name: /^Members/ }).click()
    await page.getByRole('heading', { name: 'Members of Kaltura University' }).waitFor()
    await page.keyboard.press('Escape')

    await page.getByRole('heading', { name: 'Members of Kaltura University' }).waitFor({ state: 'detached' })
    expect(await page.getByText('Replying to').innerText()).toContain('Shall we?')
  })

  test('let the app be installed for oneself, and a conversation with it be opened', async () => {
    const { page, server } = await open({ messages: said })
    await page.getByRole('radio', { name: /Gus/ }).check({ force: true })
    await page.getByRole('button', { name: /^Direct messages/ }).click()
    await page.getByText('Are you there?').waitFor()
    await page.getByRole('button', { name: 'Write to Kaltura' }).click()
    await expect
      .poll(() => server.asked.at(-1))
      .toEqual({ path: '/sandbox/members/22/direct', body: { withUserId: '1100000000000000001' } })
    await page.getByRole('checkbox', { name: /installed for Gus/ }).click()

    await expect.poll(() => server.asked.at(-1)?.path).toBe('PUT /sandbox/members/22/app')
  })

  test.each([
    ['desktop', desktop],
    ['phone', phone],
  ])('are accessible and fit a %s', async (_name, viewport) => {
    const { page } = await open({ messages: said }, viewport)
    await page.getByRole('button', { name: /^Members/ }).click()
    expect(await flaws(page)).toEqual([])
    await page.getByRole('button', { name: 'Open thread: Quiz night' }).click()
    await page.getByRole('button', { name: /^Threads/ }).click()
    expect(await flaws(page)).toEqual([])
    await page.getByRole('radio', { name: /Tom/ }).check({ force: true })
    await page.getByRole('button', { name: /^Direct messages/ }).click()
    expect(await flaws(page)).toEqual([])

    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
  })
})
