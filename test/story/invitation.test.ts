import { AxeBuilder } from '@axe-core/playwright'
import { cast } from '@kaltura-discord/sandbox'
import type { Page } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { press, settledSkewMs, statusOf, watchParties } from './watch-party.ts'

const { party, discord, flaws, sandbox } = watchParties()

/** Somebody in a browser of their own, outside of Discord. */
async function outsider(): Promise<Page> {
  const browser = await launchBrowser()
  onTestFinished(() => browser.close())
  return (await browser.newContext()).newPage()
}

/** The same without a browser: what the server says to somebody who has signed in. */
async function comeIn(link: string): Promise<number> {
  const { origin, hash } = new URL(link)
  const [guildId, id] = hash.slice(1).split('/')
  const post = (path: string, body: unknown, cookie = '') =>
    fetch(`${origin}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) })
  const begun = await post('/api/v1/invitations/sign-in', { guildId, id })
  const { authorizeUrl } = (await begun.json()) as { authorizeUrl: string }
  const form = new URLSearchParams({ answer: 'authorize', user: cast.members.guest.userId })
  const consent = await fetch(authorizeUrl, { method: 'POST', redirect: 'manual', body: form })
  const { searchParams } = new URL(consent.headers.get('location') ?? '')
  const body = { code: searchParams.get('code'), state: searchParams.get('state') }
  return (await post('/api/v1/invitations/join', body, begun.headers.get('set-cookie')?.split(';')[0])).status
}

const flawsOf = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

test('somebody outside of Discord comes in by a link and a sign-in, watches in sync, and does not steer; a link that was used up lets nobody in', async () => {
  const { tom } = await party({ title: 'Lecture 1: Orbital mechanics' })
  await press(tom, 'Play')
  await tom.getByRole('button', { name: /^People/ }).focus()
  await discord().page.keyboard.press('Enter')
  await tom.getByRole('button', { name: 'Invite by link' }).press('Enter')
  const link = await tom.getByRole('textbox', { name: 'Link' }).inputValue()
  expect(await tom.evaluate(() => getSelection()?.toString())).toBe(link)
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/join#\d+\/[\w-]{32}$/)
  expect(await flaws()).toEqual([])

  const gus = await outsider()
  const asked: string[] = []
  gus.on('request', (request) => asked.push(request.url()))
  const opened = await gus.goto(link)
  expect(opened?.headers()).toMatchObject({ 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  await gus.getByRole('heading', { name: 'Watch together' }).waitFor()
  expect(asked.filter((url) => url.includes('/api/'))).toEqual([])
  expect(await flawsOf(gus)).toEqual([])
  await gus.getByRole('button', { name: 'Continue with Discord' }).press('Enter')
  await gus.getByRole('radio', { name: cast.members.guest.displayName }).check()
  expect(await flawsOf(gus)).toEqual([])
  await gus.getByRole('button', { name: 'Authorize' }).click()

  await gus.getByRole('region', { name: 'Remote' }).waitFor()
  expect(new URL(gus.url()).search).toBe('')
  await settledSkewMs(tom, gus.mainFrame())
  expect(await gus.getByRole('slider', { name: 'Position' }).isDisabled()).toBe(true)
  await tom.getByRole('list', { name: 'People' }).getByRole('listitem').filter({ hasText: 'Gus' }).waitFor()
  await gus.getByRole('button', { name: /^People/ }).click()
  expect(await gus.getByRole('button', { name: 'Invite by link' }).count()).toBe(0)
  expect(await flawsOf(gus)).toEqual([])
  expect(
    sandbox()
      .state()
      .instances.flatMap(({ frames }) => frames.map(({ userId }) => userId)),
  ).not.toContain(cast.members.guest.userId)
  await expect.poll(() => statusOf(gus.mainFrame())).toContain('In sync')

  await gus.reload()
  await gus.getByRole('region', { name: 'Remote' }).waitFor()
  await expect.poll(() => statusOf(gus.mainFrame())).toContain('In sync')
  expect(await Promise.all(Array.from({ length: 9 }, () => comeIn(link)))).toEqual(Array.from({ length: 9 }, () => 200))
  const late = await outsider()
  await late.goto(link)
  await late.getByRole('button', { name: 'Continue with Discord' }).click()
  await late.getByText('This invitation is not open any more. Ask for a new one.').waitFor()

  await press(tom, 'Take the link back')
  await tom.getByRole('button', { name: 'Invite by link' }).waitFor()
})
