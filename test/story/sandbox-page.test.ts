import { fileURLToPath } from 'node:url'
import { AxeBuilder } from '@axe-core/playwright'
import { build as bundle } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { SandboxState } from '../../packages/sandbox/src/control/contract.ts'
import { launchBrowser } from '../browser.ts'
import { type Answer, type Asked, type Sandbox, startContractServer } from './contract-server.ts'
import { busyMessages, freshState, message } from './contract-state.ts'

const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }
const sandboxDir = fileURLToPath(new URL('../../packages/sandbox', import.meta.url))

let browser: Browser
let activityScript: string
const closing: (() => Promise<void>)[] = []

beforeAll(async () => {
  await build({ root: sandboxDir, configFile: `${sandboxDir}/vite.config.ts`, logLevel: 'error' })
  const bundled = await bundle({
    entryPoints: [fileURLToPath(new URL('./sdk-activity.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
  })
  activityScript = bundled.outputFiles[0]?.text ?? ''
  browser = await launchBrowser()
})

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

afterAll(() => browser.close())

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
    await page.getByRole('button', { name: 'Watch a video together' }).click()
    await page.getByText('Loading…').waitFor()
    await page.getByRole('option').first().waitFor()
    await page.keyboard.type('slow')
    await page.waitForTimeout(200)
    await page.keyboard.type('zzz', { delay: 20 })
    await page.getByText('No match.').waitFor()
    await page.waitForTimeout(600)

    expect(await page.getByRole('option').count()).toBe(0)
    expect(server.asked.filter((each) => each.path.endsWith('/autocomplete')).map(typedIn)).toEqual(['', 'slow', 'slowzzz'])
  })

  test('a required option that is missing is said beside it, and nothing is sent', async () => {
    const { page, server } = await open()
    await page.getByRole('button', { name: 'Watch a video together' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Send' }).click()
    await page.getByText('This one is required.').waitFor()

    expect(await page.evaluate(() => document.activeElement?.id)).toBe('option-video')
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
      locale: 'en-GB',
      config: '{"use_interactive_pip":true}',
      hardware: '{"enabled":true}',
      permissions: '2248473465835073',
      shared: '{"success":true,"didCopyLink":false,"didSendMessage":true}',
    })
    expect(seen.refused).toContain('4006')
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
    await page.getByText('Kaltura is offline. Commands').waitFor()
    await page.getByRole('button', { name: 'Publish a recording' }).click()

    await page.getByText('The catalogue is full.').waitFor()
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

async function open(change: Partial<SandboxState> = {}, viewport = desktop) {
  const server = await startContractServer({
    pageDir: `${sandboxDir}/dist/page`,
    activityScript,
    state: { ...freshState(), ...change },
    answer,
  })
  closing.push(server.close)
  const context = await browser.newContext({ viewport, locale: 'en-GB', reducedMotion: 'reduce' })
  closing.push(() => context.close())
  const page = await context.newPage()
  await page.goto(server.url)
  await page.getByRole('button', { name: 'Watch a video together' }).first().waitFor()
  return { page, server }
}

/** A bot that lets the caller watch, whatever the command; three people who may all join. */
function answer({ path, body }: Asked, { change, origin }: Sandbox): Answer | undefined {
  const [, , , userId = '', verb, instanceId = '', deed] = path.split('/')
  if (verb === 'autocomplete') return suggest(typedIn({ path, body }))
  if (verb === 'components') return { status: 202, body: { interactionId: '1' } }
  if (verb === 'commands') {
    const reply = message({ id: 'reply', content: 'Here we go.', answers: { userId, userName: 'Mara', label: '/kaltura watch' } })
    change((state) => join({ ...state, messages: [...state.messages, reply] }, { instanceId: 'i-1', userId, origin }))
    return { status: 202, body: { interactionId: '1' } }
  }
  if (deed === 'join') change((state) => join(state, { instanceId, userId, origin }))
  if (deed === 'leave') change((state) => leave(state, userId))
  if (instanceId === 'authorize') return { status: 200, body: { code: userId } }
  if (instanceId === 'authenticate') return authenticate(userId, body)
  if (path === '/sandbox/kaltura/recordings') return { status: 409, body: { message: 'The catalogue is full.' } }
  return verb === 'instances' ? { status: 204 } : undefined
}

function suggest(typed: string): Answer {
  const choices = freshState()
    .kaltura.entries.filter((entry) => entry.name.toLowerCase().includes(typed.replace('slow', '')) && typed !== 'slowzzz')
    .map((entry) => ({ name: entry.name, value: entry.id }))
  return { status: 200, body: { choices }, delayMs: typed === 'slow' ? 500 : 20 }
}

function authenticate(userId: string, body: Record<string, unknown>): Answer {
  if (body.access_token !== `token of ${userId}`) return { status: 400, body: { code: 4009, message: 'Invalid token' } }
  const member = freshState().members.find((each) => each.userId === userId)
  const user = {
    id: userId,
    username: member?.username,
    discriminator: '0',
    avatar: null,
    public_flags: 0,
    global_name: member?.displayName,
  }
  const application = { id: '1100000000000000001', name: 'Kaltura', description: '', icon: null, rpc_origins: [] }
  return {
    status: 200,
    body: { ...body, user, scopes: ['identify', 'guilds.members.read'], expires: '2027-01-01T00:00:00.000Z', application },
  }
}

function join(state: SandboxState, { instanceId, userId, origin }: { instanceId: string; userId: string; origin: string }): SandboxState {
  const query = new URLSearchParams({
    instance_id: instanceId,
    frame_id: `f-${userId}`,
    platform: 'desktop',
    channel_id: '11',
    guild_id: '10',
  })
  const frames = state.instances[0]?.frames ?? []
  return { ...state, instances: [{ instanceId, channelId: '11', frames: [...frames, { userId, url: `${origin}/activity/?${query}` }] }] }
}

function leave(state: SandboxState, userId: string): SandboxState {
  return {
    ...state,
    instances: state.instances.map((each) => ({ ...each, frames: each.frames.filter((frame) => frame.userId !== userId) })),
  }
}

async function startWatching(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Watch a video together' }).first().click()
  await page.getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
}

/** What the Activity of this person has reported, once it is through with its script. */
async function activityOf(page: Page, username: string): Promise<DOMStringMap> {
  const title = `Activity of ${username.charAt(0).toUpperCase()}${username.slice(1)}`
  const body = page.frameLocator(`iframe[title="${title}"]`).locator('body[data-done], body[data-fatal]')
  await body.waitFor({ timeout: 10_000 })
  return body.evaluate((element) => ({ ...(element as HTMLElement).dataset }))
}

async function flaws(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .setLegacyMode()
    .exclude('iframe')
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))
}

async function expectActive(page: Page, label: string): Promise<void> {
  await page.locator('[role=option][aria-selected=true]', { hasText: label }).waitFor()
}

/** The text of the focused option in an autocomplete question. */
function typedIn({ body }: Asked): string {
  return /"value":"([^"]*)","focused":true/.exec(JSON.stringify(body))?.[1] ?? ''
}
