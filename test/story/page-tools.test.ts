import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { createSandbox, type Sandbox } from '@kaltura-discord/sandbox'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { flaws } from './page-moves.ts'

const pageDir = resolve(import.meta.dirname, '../../packages/sandbox/dist/page')
const desktop = { width: 1440, height: 900 }
const phone = { width: 390, height: 844 }

let browser: Browser
let sandbox: Sandbox
let close: () => Promise<unknown>

beforeAll(async () => {
  browser = await launchBrowser()
})
afterEach(() => close())
afterAll(() => browser?.close())

/** The built page on a sandbox of its own, whose bot is nobody. */
async function open(viewport = desktop): Promise<Page> {
  sandbox = await createSandbox({ port: 0, pageDir, environment: {}, seed: 7 })
  const context = await browser.newContext({ viewport, acceptDownloads: true, permissions: ['clipboard-read', 'clipboard-write'] })
  close = () => Promise.all([context.close(), sandbox.close()])
  const page = await context.newPage()
  await page.goto(sandbox.url)
  await page.getByText('Bot is offline', { exact: true }).first().waitFor()
  return page
}

const me = (): Promise<Response> =>
  fetch(`${sandbox.url}/api/v10/users/@me`, { headers: { authorization: `Bot ${sandbox.environment.DISCORD_BOT_TOKEN}` } })
const unfold = (page: Page, words: string) => page.locator('summary', { hasText: words }).click()

describe('the page’s wire inspector', () => {
  test('shows what passes while it is open, lets one search, and tells an entry in full without the token', async () => {
    const page = await open()
    await unfold(page, 'What goes over the wires')
    await me()
    await fetch(`${sandbox.url}/api/v10/gateway`)
    const list = page.getByRole('listbox', { name: 'What went over the wires' })
    await list.getByRole('option', { name: '/api/v10/users/@me' }).waitFor()
    await page.getByRole('searchbox', { name: 'Search' }).fill('gateway')
    await list.getByRole('option', { name: '/api/v10/users/@me' }).waitFor({ state: 'detached' })
    const found = await list.getByRole('option').count()
    await page.getByRole('searchbox', { name: 'Search' }).fill('users')
    await list.getByRole('option').first().click()
    const details = page.getByRole('region', { name: 'The chosen entry' })
    const text = (await details.textContent()) ?? ''
    await details.getByRole('button', { name: 'Copy' }).click()
    await page.getByText('Copied.').waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())

    expect(found).toBe(1)
    expect(text).toContain('authorization: [redacted]')
    expect(text).toContain('"username": "Kaltura"')
    expect(copied).toContain('"username": "Kaltura"')
    expect(text + copied).not.toContain(sandbox.environment.DISCORD_BOT_TOKEN)
    expect(await flaws(page)).toEqual([])
  })

  test('is walked through by keyboard, pauses and is cleared', async () => {
    const page = await open()
    await unfold(page, 'What goes over the wires')
    await page.getByRole('combobox', { name: 'Wire', exact: true }).selectOption('Discord REST')
    for (const path of ['a', 'b', 'c']) await fetch(`${sandbox.url}/api/v10/${path}`)
    const list = page.getByRole('listbox', { name: 'What went over the wires' })
    await list.getByRole('option').nth(2).waitFor()
    await list.focus()
    const chosen = list.locator('[aria-selected="true"]')
    await page.keyboard.press('ArrowDown')
    const last = await chosen.textContent()
    await page.keyboard.press('ArrowUp')
    const before = await chosen.textContent()
    await page.keyboard.press('Home')
    const first = await chosen.textContent()
    await page.getByRole('button', { name: 'Pause' }).click()
    await fetch(`${sandbox.url}/api/v10/d`)
    await page.getByText('3, paused').waitFor()
    await page.getByRole('button', { name: 'Pause' }).click()
    await list.getByRole('option').nth(3).waitFor()
    await page.getByRole('button', { name: 'Clear' }).click()
    await list.getByRole('option').first().waitFor({ state: 'detached' })

    expect([last, before, first].map((words) => words?.match(/v10\/(\w)/)?.[1])).toEqual(['c', 'b', 'a'])
  })

  test('has a section of its own on a phone', async () => {
    const page = await open(phone)
    await page.getByRole('button', { name: 'Tools' }).click()
    await unfold(page, 'What goes over the wires')
    await me()
    await page.getByRole('option', { name: '/api/v10/users/@me' }).click()
    await page.getByRole('region', { name: 'The chosen entry' }).waitFor()

    const list = await page.getByRole('listbox').boundingBox()

    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(list?.height).toBeGreaterThan(100)
    expect(await flaws(page)).toEqual([])
  })
})

describe('the page’s scenarios', () => {
  test('what is done is recorded, saved as a file, opened again and played', async () => {
    const page = await open()
    await unfold(page, 'Scenarios')
    await page.getByRole('button', { name: 'Record what is done' }).click()
    await page.getByText('Recording: 0 steps so far').waitFor()
    const fault = sandbox.fault({ place: 'kaltura-media', kind: 'status', status: 503 })
    await page.getByText('Recording: 1 step so far').waitFor()
    await page.getByLabel('Name', { exact: true }).fill('Media trouble')
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Stop and save' }).click()])
    const file = JSON.parse(await readFile(await download.path(), 'utf8'))
    fault.remove()
    await page.reload()
    await unfold(page, 'Scenarios')
    await page.getByLabel('Open a file').setInputFiles(await download.path())
    await page.getByRole('button', { name: 'Play: Media trouble' }).click()
    await page.getByText('“Media trouble” is done: 1 step').waitFor()

    expect(download.suggestedFilename()).toBe('media-trouble.scenario.json')
    expect(file).toMatchObject({ kind: 'kaltura-discord scenario', version: 1, name: 'Media trouble', seed: 7 })
    expect(sandbox.state().faults).toMatchObject([{ place: 'kaltura-media', kind: 'status' }])
    expect(await flaws(page)).toEqual([])
  })

  test('a file that is none is refused with words, and a step that cannot be done is said', async () => {
    const page = await open()
    await unfold(page, 'Scenarios')
    const broken = { name: 'broken.json', mimeType: 'application/json', buffer: Buffer.from('{"kind":"x"}') }
    await page.getByLabel('Open a file').setInputFiles(broken)
    await page.getByText('broken.json: This is no scenario of the sandbox').waitFor()
    await page.getByRole('button', { name: 'Play: A lecture, with the media host down for ten seconds' }).click()
    await page.getByText(/failed\. Step 1 \(Tom uses \/kaltura watch\): There is no command "\/kaltura"/).waitFor()

    expect(sandbox.state().faults).toEqual([])
  })

  test('a scenario that plays shows its progress, and is stopped', async () => {
    const page = await open()
    await unfold(page, 'Scenarios')
    const played = sandbox.play({
      kind: 'kaltura-discord scenario',
      version: 1,
      name: 'Long',
      seed: 1,
      steps: [
        { afterMs: 0, who: 'Tom', do: 'leave' },
        { afterMs: 60_000, who: 'Tom', do: 'leave' },
      ],
    })
    await page.getByText('Step 1 of 2: Tom leaves the activity').waitFor()
    await page.getByRole('progressbar', { name: 'Progress' }).waitFor()
    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await played

    await page.getByText('“Long” was stopped after step 1 of 2').waitFor()
  })
})

test('a fault is ordered in the panel, by chance and for a while, and its seed is told', async () => {
  const page = await open()
  await unfold(page, 'Make something go wrong')
  await page.getByRole('combobox', { name: 'Where' }).selectOption('Discord’s REST API')
  await page.getByRole('combobox', { name: 'What', exact: true }).selectOption('It answers 503')
  await page.getByLabel('How often').selectOption('Half of the time')
  await page.getByLabel('How long').selectOption('A minute')
  await page.getByRole('button', { name: 'Start' }).click()
  await page.getByText('Discord’s REST API answers 503, in 50 % of all cases').waitFor()

  expect(sandbox.state().faults).toMatchObject([{ kind: 'status', probability: 0.5, forMs: 60_000, times: null }])
  expect(await page.getByText('Chance is drawn from the seed 7.').count()).toBe(1)
  expect(await flaws(page)).toEqual([])
})
