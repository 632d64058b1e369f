import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { eventForm, richMessage } from './contract-forms.ts'
import { flaws } from './page-moves.ts'
import { desktop, openTheatre, phone } from './page-theatre.ts'

const open = openTheatre()

describe('a form of the bot', () => {
  test('is filled in and sent by keyboard alone, in the shape that Discord sends', async () => {
    const { page, server } = await open({ modals: [eventForm()] })
    await page.getByRole('dialog', { name: 'Plan a watch party' }).waitFor()
    await page.keyboard.type('Deep learning')
    await page.keyboard.press('Tab')
    await page.keyboard.type('One line,\nand another')
    await page.keyboard.press('Tab')
    await page.keyboard.type('Fast')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    expect(server.asked.at(-1)).toEqual({
      path: '/sandbox/members/20/modals',
      body: {
        interactionId: '50',
        components: [
          { type: 18, component: { type: 4, custom_id: 'title', value: 'Deep learning' } },
          { type: 18, component: { type: 4, custom_id: 'notes', value: 'One line,\nand another' } },
          { type: 18, component: { type: 3, custom_id: 'speed', values: ['1.5'] } },
          { type: 18, component: { type: 5, custom_id: 'who', values: ['21'] } },
        ],
      },
    })
  })

  test('says beside each answer what is wrong with it, and sends nothing until it is right', async () => {
    const { page, server } = await open({ modals: [eventForm()] })
    await page.getByLabel('Title').fill('Hi')
    await page.keyboard.press('Enter')
    await page.getByText('Write at least 4 characters; these are 2.').waitFor()
    await page.getByText('Choose at least 1.').waitFor()

    expect(await flaws(page)).toEqual([])
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('form-0')
    expect(server.asked).toEqual([])
  })

  test('is closed by Escape without sending, and is seen by nobody else', async () => {
    const { page, server } = await open({ modals: [eventForm('21')] })
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.getByRole('radio', { name: /Tom/ }).check({ force: true })
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })

    await expect.poll(() => server.asked.map((each) => each.path)).toEqual(['DELETE /sandbox/members/21/modals/50'])
  })
})

describe('Components V2', () => {
  test('show text beside a picture, and only a place for pictures from elsewhere', async () => {
    const { page } = await open({ messages: [richMessage()] })
    await page.getByText('Bring tea.').waitFor()
    await page.getByText('A picture from elsewhere').waitFor()

    expect(await page.getByRole('img', { name: 'The campus' }).isVisible()).toBe(true)
    expect(await page.locator('img[src*="example.org"]').count()).toBe(0)
  })

  test('let one choose from menus by keyboard, and send no more and no fewer than are asked for', async () => {
    const { page, server } = await open({ messages: [richMessage()] })
    await page.getByRole('combobox', { name: 'Quality' }).focus()
    await page.keyboard.type('Low')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await expect.poll(() => server.asked.at(-1)).toEqual(used('quality', ['lo']))
    const crew = page.getByRole('group', { name: 'Who helps' })
    for (const name of ['Mara', 'Tom', 'Gus']) await crew.getByRole('checkbox', { name }).press('Space')
    await chooseButton(page, 1).click()
    await page.getByText('Choose at most 2.').waitFor()
    expect(server.asked.length).toBe(1)
    await crew.getByRole('checkbox', { name: 'Mara' }).press('Space')
    await chooseButton(page, 1).click()
    await expect.poll(() => server.asked.at(-1)).toEqual(used('crew', ['21', '22']))

    expect(await page.getByRole('combobox', { name: 'Where to post' }).isDisabled()).toBe(true)
  })
})

describe('faults', () => {
  test('are started from a list in words, shown with what is left, and removed', async () => {
    const { page, server } = await open()
    await page.getByText('Make something go wrong').click()
    await page.getByLabel('Where').selectOption('Kaltura')
    await page.getByLabel('What').selectOption('The API answers 500')
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText('3 more times').waitFor()
    server.change((state) => ({ ...state, faults: state.faults.map((fault) => ({ ...fault, times: 1 })) }))
    await page.getByText('once more').waitFor()
    await page.getByRole('button', { name: 'Remove: Kaltura’s API answers 500' }).click()
    await page.getByText('once more').waitFor({ state: 'detached' })
    await page.getByLabel('Where').selectOption('Discord’s gateway')
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('button', { name: 'Remove: Discord’s gateway closes connections with 4000' }).waitFor()

    expect(server.asked).toEqual([
      { path: '/sandbox/faults', body: { place: 'kaltura-api', kind: 'status', status: 500, times: 3 } },
      { path: 'DELETE /sandbox/faults/70', body: {} },
      { path: '/sandbox/faults', body: { place: 'discord-gateway', kind: 'drop', times: 1 } },
    ])
  })
})

test.each([
  ['desktop', desktop],
  ['phone', phone],
])('forms, rich messages and faults are accessible and fit a %s', async (_name, viewport) => {
  const { page } = await open({ messages: [richMessage()], modals: [eventForm()] }, viewport)
  await page.getByRole('dialog').waitFor()
  expect(await flaws(page)).toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await flaws(page)).toEqual([])
  if (viewport === phone) await page.getByRole('button', { name: 'Kaltura', exact: true }).click()
  await page.getByText('Make something go wrong').click()
  await page.getByRole('button', { name: 'Start' }).click()
  expect(await flaws(page)).toEqual([])

  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
})

const used = (customId: string, values: string[]) => ({
  path: '/sandbox/members/20/components',
  body: { messageId: 'm9', customId, values },
})

const chooseButton = (page: Page, index: number) => page.getByRole('button', { name: 'Choose' }).nth(index)
