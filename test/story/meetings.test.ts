import { resolve } from 'node:path'
import { encodeKs, ksType } from '@kaltura-discord/kaltura/ks'
import { createSandbox, type Sandbox } from '@kaltura-discord/sandbox'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { flaws } from './page-moves.ts'

const room = '0_room01ab'
const pageDir = resolve(import.meta.dirname, '../../packages/sandbox/dist/page')
let browser: Browser
let sandbox: Sandbox

beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser?.close())
beforeEach(async () => {
  sandbox = await createSandbox({ port: 0, pageDir, environment: {} })
})
afterEach(() => sandbox?.close())

test('two people meet in Kaltura, the sandbox’s page shows them, and ends the meeting by keyboard', async () => {
  const page = await open(sandbox.url)
  const mara = await open(await link('mara', 'role:adminRole,firstName:Mara'))
  const tom = await open(await link('tom', 'role:viewerRole,firstName:Tom'))
  await mara.getByText('2 people are here.').waitFor()
  expect(mara.url()).toBe(`${sandbox.kaltura?.kafUrl}/meeting`)
  expect(await flaws(mara)).toEqual([])
  await page.getByText('Mara host').waitFor()
  await page.getByText('Tom viewer').waitFor()
  expect(await flaws(page)).toEqual([])

  await tom.getByRole('button', { name: 'Leave the meeting' }).focus()
  await tom.keyboard.press('Enter')
  await tom.getByText('You left the meeting.').waitFor()
  await page.getByText('Tom viewer').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'End the meeting Study room' }).focus()
  await page.keyboard.press('Enter')
  await mara.getByText('The meeting has ended.').waitFor()
  await page.getByText('Study room – recording').waitFor()
})

test('who comes in again is told so where they were before', async () => {
  const first = await open(await link('mara', 'role:viewerRole,firstName:Mara'))
  await first.getByText('You are here alone.').waitFor()
  await open(await link('mara', 'role:viewerRole,firstName:Mara'))
  await first.getByText('You joined from somewhere else').waitFor()
})

test('what a player reports is said in words on the page', async () => {
  const page = await open(sandbox.url)
  const beacon = {
    service: 'analytics',
    action: 'trackEvent',
    eventType: '12',
    entryId: '0_lec02abc',
    sessionId: 's-1',
    userId: 'mara',
    position: '23',
  }
  await fetch(`${sandbox.kaltura?.apiUrl}/api_v3/index.php?${new URLSearchParams(beacon)}`)
  await page.getByText('mara saw half of Lecture 2: Tides and moons at 0:23').waitFor()
})

async function open(url: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** A link to the study room, as a bot would make it. */
async function link(userId: string, privileges: string): Promise<string> {
  const ks = await encodeKs({
    partnerId: Number(sandbox.environment.KALTURA_PARTNER_ID),
    secret: sandbox.environment.KALTURA_ADMIN_SECRET ?? '',
    userId,
    type: ksType.user,
    expiryUnix: Math.floor(Date.now() / 1000) + 600,
    privileges: `entryId:${room},${privileges}`,
  })
  return `${sandbox.kaltura?.kafUrl}/embeddedrooms/index/view-room/ks/${ks}`
}
