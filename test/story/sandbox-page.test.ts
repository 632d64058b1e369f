import type { Page, Request } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { typedIn } from './contract-bot.ts'
import { busyMessages } from './contract-state.ts'
import { activityOf, edges, expectActive, flaws, startWatching } from './page-moves.ts'
import { desktop, openTheatre, phone } from './page-theatre.ts'

const open = openTheatre()

describe('the sandbox’s page', () => {
  test('a command is found, filled in with a suggestion, and sent by keyboard alone', async () => {
    const { page, server } = await open()
    await page.getByRole('combobox', { name: 'Command' }).focus()
    await page.keyboard.type('/wat')
    await expectActive(page, '/kaltura watch')
    await page.keyboard.press('Tab')
    await page.getByRole('option', { name: 'Campus tour 2026' }).waitFor()
    await page.keyboard.type('de')
    await page.getByRole('option', { name: 'Campus tour 2026' }).waitFor({ state: 'detached' })
    await expectActive(page, 'Introduction to deep learning')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    await page.keyboard.type('12')
    await page.keyboard.press('Enter')
    await page.getByText('used /kaltura watch').waitFor()

    expect(server.asked.find((each) => each.path === '/sandbox/members/20/commands')?.body).toEqual({
      channelId: '11',
      commandId: '1',
      options: [
        {
          name: 'watch',
          type: 1,
          options: [
            { name: 'video', type: 3, value: '0_a' },
            { name: 'start', type: 4, value: 12 },
          ],
        },
      ],
    })
  })

  test('arrows walk through the picker and Escape leaves it', async () => {
    const { page } = await open()
    await page.getByRole('combobox', { name: 'Command' }).focus()
    await page.keyboard.type('/')
    await page.keyboard.press('ArrowDown')
    await expectActive(page, '/kaltura search')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowUp')
    await expectActive(page, '/kaltura settings')
    await page.keyboard.press('Escape')

    expect(await page.getByRole('listbox').count()).toBe(0)
  })

  test('suggestions are asked once per pause, a late answer is dropped, and no match is said', async () => {
    const { page, server } = await open()
    const late = await holdAnswer(page, 'slow')
    await page.getByRole('button', { name: 'Watch a video together' }).click()
    await page.getByRole('option').first().waitFor()
    await typeAtOnce(page, 'slow')
    await page.getByText('Loading…').waitFor()
    await page.keyboard.press('Enter') // too early: what was meant is not known yet
    await expect.poll(() => server.asked.map(typedIn)).toContain('slow')
    await typeAtOnce(page, 'zzz')
    await page.getByText('No match.').waitFor()
    await late.comes()

    expect(await page.getByRole('option').count()).toBe(0)
    expect(server.asked.some((each) => each.path.endsWith('/commands'))).toBe(false)
    expect(server.asked.filter((each) => each.path.endsWith('/autocomplete')).map(typedIn)).toEqual(['', 'slow', 'slowzzz'])
  })

  test('a required option that is missing is said beside it, and nothing is sent', async () => {
    const { page, server } = await open()
    await page.getByRole('button', { name: 'Watch a video together' }).click()
    await page.getByRole('option').first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('This one is required.').waitFor()

    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('option-video')
    expect(server.asked.some((each) => each.path.endsWith('/commands'))).toBe(false)
  })

  test('an ephemeral answer is seen by its member only, until they dismiss it', async () => {
    const { page } = await open({ messages: busyMessages() })
    const secret = page.getByText('You may not steer here.')
    expect(await secret.count()).toBe(0)
    await page.getByRole('radio', { name: /Gus/ }).check({ force: true })
    await secret.waitFor()
    expect(await page.getByText('The application did not respond.').count()).toBe(0)
    await page.getByRole('button', { name: 'Dismiss message' }).click()

    expect(await secret.count()).toBe(0)
  })

  test('a button of a message is pressed as the chosen member', async () => {
    const { page, server } = await open({ messages: busyMessages() })
    await page.getByRole('radio', { name: /Tom/ }).check({ force: true })
    await page.getByRole('button', { name: 'Queue' }).click()
    await expect
      .poll(() => server.asked)
      .toContainEqual({ path: '/sandbox/members/21/components', body: { messageId: 'm1', customId: 'queue' } })

    expect(await page.getByRole('button', { name: 'Ended' }).isDisabled()).toBe(true)
  })

  test('the real Discord SDK gets through everything that an Activity asks of Discord', async () => {
    const { page } = await open()
    await startWatching(page)
    const seen = await activityOf(page, 'mara')

    expect(seen).toMatchObject({
      user: 'mara',
      participants: 'Mara',
      orientation: '1',
      thermal: '0',
      layout: '0',
      locale: 'en-US',
      config: '{"use_interactive_pip":true}',
      hardware: '{"enabled":true}',
      permissions: '2248473465835073',
      shared: '{"success":true,"didCopyLink":false,"didSendMessage":true}',
    })
    expect(seen).toMatchObject({
      current: 'Mara',
      nick: 'Mara',
      interaction: '{"success":true}',
      upload: 'data:image',
      stranger: 'null',
      skus: '{"skus":[]}',
      entitlements: '{"entitlements":[]}',
      invited: 'null',
      ticket: '{"ticket":"new"}',
    })
    expect(seen.friends).toContain('4006')
    expect(seen.refused).toContain('4006')
    expect(seen.noQuest).toContain('4000')
    expect(seen.unknown).toContain('4002')
    expect(seen.fatal).toBeUndefined()
  })

  test('windows are neither reloaded nor moved when others come and go and the state is told in another order', async () => {
    const { page, server } = await open()
    await startWatching(page)
    const before = await activityOf(page, 'mara')
    await page.getByRole('button', { name: 'Join as Tom' }).click()
    await page.getByRole('button', { name: 'Join as Gus' }).click()
    const gus = await activityOf(page, 'gus')
    server.change((state) => ({
      ...state,
      messages: busyMessages(),
      instances: state.instances.map((each) => ({ ...each, frames: [...each.frames].reverse() })),
    }))
    await page.getByText('used /kaltura search').waitFor()
    await page.getByRole('button', { name: 'Leave as Tom' }).click()
    await page.getByRole('button', { name: 'Join as Tom' }).waitFor()
    await expect.poll(async () => (await activityOf(page, 'mara')).participants).toBe('Gus,Mara')

    expect((await activityOf(page, 'mara')).born).toBe(before.born)
    expect((await activityOf(page, 'gus')).born).toBe(gus.born)
  })

  test('a lost sandbox is said and found again; a refusal is shown in the server’s words; an offline bot is visible', async () => {
    const { page, server } = await open()
    server.setReachable(false)
    await page.getByText('The sandbox does not answer. Reconnecting…').waitFor()
    server.setReachable(true)
    await page.getByText('Reconnecting…').waitFor({ state: 'detached' })
    server.change((state) => ({ ...state, bot: { ...state.bot, online: false } }))
    await page.getByText('The bot is offline. Commands').waitFor()
    await page.getByRole('button', { name: 'Publish a recording' }).click()

    await page.getByText('The catalogue is full.').waitFor()
  })

  test('an Activity that closes itself loses its window, and one that opens a link asks the person first', async () => {
    const { page, server } = await open()
    await startWatching(page)
    await activityOf(page, 'mara')
    const frame = page.frames().find((each) => each.url().includes('/activity/'))
    await frame?.evaluate(() =>
      parent.postMessage([1, { cmd: 'OPEN_EXTERNAL_LINK', args: { url: 'https://example.org/a' }, nonce: 'n' }], '*'),
    )
    await page.getByRole('dialog').getByText('https://example.org/a').waitFor()
    await page.getByRole('button', { name: 'Stay here' }).click()
    await frame?.evaluate(() => parent.postMessage([2, { code: 4003, message: 'The video is over.' }], '*'))
    await page.getByText('Mara’s Activity closed: The video is over.').waitFor()
    await page.locator('iframe').waitFor({ state: 'detached' })

    expect(server.asked.at(-1)?.path).toBe('DELETE /sandbox/members/20/instances/i-1/windows/f-20')
  })

  test('the newest message is in view, and plain text is sent as a message', async () => {
    const { page, server } = await open({}, { width: 1100, height: 640 })
    server.change((state) => ({ ...state, messages: busyMessages() }))
    const lastLine = page.getByText('Only you can see this').last()
    const composer = page.getByRole('region', { name: 'Commands' })
    await expect.poll(async () => (await edges(lastLine)).bottom - (await edges(composer)).top).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Watch a video together' }).last().click()
    await page.getByRole('button', { name: 'Send' }).waitFor()
    await expect.poll(async () => (await edges(lastLine)).bottom - (await edges(composer)).top).toBeLessThanOrEqual(0)
    await page.getByRole('button', { name: 'Do not use this command' }).click()
    await page.getByRole('combobox', { name: 'Command' }).fill('hello')
    await page.getByText('Enter sends this as a message').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.getByRole('combobox', { name: 'Command' }).inputValue()).toBe('')

    expect(server.asked.at(-1)).toEqual({ path: '/sandbox/members/20/messages', body: { channelId: '11', content: 'hello' } })
  })

  test.each([
    ['desktop', desktop],
    ['phone', phone],
  ])('is accessible and fits a %s, empty, busy and watching', async (_name, viewport) => {
    const { page, server } = await open({}, viewport)
    expect(await flaws(page)).toEqual([])
    server.change((state) => ({ ...state, messages: busyMessages() }))
    await page.getByText('used /kaltura search').waitFor()
    expect(await flaws(page)).toEqual([])
    await page.getByRole('combobox', { name: 'Command' }).fill('/')
    expect(await flaws(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('option').first().waitFor()
    expect(await flaws(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await activityOf(page, 'mara')
    expect(await flaws(page)).toEqual([])

    expect(await page.getByText('Sandbox', { exact: true }).isVisible()).toBe(true)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width)
  })
})

/** Letter by letter, and however busy the machine is, without a pause. */
const typeAtOnce = (page: Page, text: string) =>
  page.evaluate((letters) => {
    for (const letter of letters) document.execCommand('insertText', false, letter)
  }, text)

/** Keeps back what is suggested for this, until it comes. */
async function holdAnswer(page: Page, typed: string) {
  let release = () => {}
  const released = new Promise<void>((done) => {
    release = done
  })
  const isHeld = (request: Request) =>
    request.url().endsWith('/autocomplete') && request.postData()?.includes(`"value":"${typed}"`) === true
  await page.route('**/autocomplete', async (route) => {
    if (!isHeld(route.request())) return route.continue()
    const response = await route.fetch()
    await released
    await route.fulfill({ response })
  })
  const answered = page.waitForResponse((response) => isHeld(response.request()))
  return {
    async comes(): Promise<void> {
      release()
      await (await answered).finished()
      await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))))
    },
  }
}
