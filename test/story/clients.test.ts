import { once } from 'node:events'
import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cast, createSandbox, type Sandbox } from '@kaltura-discord/sandbox'
import { build } from 'esbuild'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { sandboxPage } from '../../scripts/start/sandbox-page.ts'
import { launchBrowser } from '../browser.ts'
import { activityOf } from './page-moves.ts'

const channelId = cast.channels.general.id
let sandbox: Sandbox
let browser: Browser
let page: Page
let closeTarget = (): void => {}

beforeAll(async () => {
  sandbox = await createSandbox({ kaltura: false, pageDir: resolve(import.meta.dirname, '../..', sandboxPage.outDir) })
  sandbox.setActivityTarget(await startTarget())
  browser = await launchBrowser()
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  sandbox.as('member').client({ locale: 'fr', clockOffsetMs: -90_000 })
  const { id } = sandbox.discord.instances.launch(cast.members.manager.userId, channelId)
  sandbox.as('member').join(id)
  await page.goto(sandbox.url)
})

afterAll(async () => {
  await browser?.close()
  await sandbox?.close()
  closeTarget()
})

describe('two people in one browser', () => {
  test('have cookies of their own, although both frames are in it', async () => {
    expect((await activityOf(page, 'mara')).cookies).toBe('who=mara')
    expect((await activityOf(page, 'tom')).cookies).toBe('who=tom')
    expect(await page.context().cookies()).toEqual([])
  })

  test('may each ask Discord’s REST API from their page about themselves, and nobody outside of this machine', async () => {
    const [mara, tom] = [await activityOf(page, 'mara'), await activityOf(page, 'tom')]

    expect([mara.self, tom.self]).toEqual(['mara', 'tom'])
    expect([mara.discord, tom.discord]).toEqual(['closed', 'closed'])
  })

  test('have their own language and clock', async () => {
    const [mara, tom] = [await activityOf(page, 'mara'), await activityOf(page, 'tom')]

    expect([mara.locale, tom.locale]).toEqual(['en-US', 'fr'])
    expect(Math.abs(Number(mara.clock) - Number(tom.clock) - 90_000)).toBeLessThan(30_000)
    expect(Number(tom.clockOfPage) - Number(tom.clock)).toBeLessThan(1_000)
    const { navigated, measured } = await frameOf('member').evaluate(() => ({
      navigated: performance.timeOrigin,
      measured: performance.now(),
    }))
    expect(navigated + measured - Date.now()).toBeGreaterThan(-5_000)
  })

  test('feel their own network on a WebSocket that is open already', async () => {
    await activityOf(page, 'tom')
    sandbox.as('member').client({ network: { delayMs: 400, jitterMs: 0, lossPercent: 0, offline: false } })
    const [mara, tom] = [await roundTrip('manager'), await roundTrip('member')]
    sandbox.as('member').client({ network: 'good' })

    expect(tom).toBeGreaterThan(800)
    expect(mara).toBeLessThan(800)
    expect(await roundTrip('member')).toBeLessThan(800)
  })

  test('are two participants, also when one has two windows of which one closes', async () => {
    const [instance] = sandbox.state().instances
    const second = sandbox.as('member').openAnother(instance?.instanceId ?? '')
    const seen = await activityOf(page, 'tom, window 2')
    const born = await frameOf('member').evaluate(() => performance.timeOrigin)
    sandbox.as('member').leave(instance?.instanceId ?? '', second.frameId)
    await page.getByTitle('Activity of Tom, window 2').waitFor({ state: 'detached' })

    expect(seen).toMatchObject({ user: 'tom', participants: '2', cookies: 'who=tom' })
    expect(await frameOf('member').evaluate(() => performance.timeOrigin)).toBe(born)
  })
})

function frameOf(part: keyof typeof cast.members): Frame {
  const url = sandbox.state().instances[0]?.frames.find(({ userId }) => userId === cast.members[part].userId)?.url
  const frame = page.frames().find((each) => each.url() === url)
  if (!frame) throw new Error(`${part} has no frame`)
  return frame
}

const roundTrip = (part: keyof typeof cast.members) => frameOf(part).evaluate('roundTrip()')

/** The app's own server: pages, a token exchange, cookies, and a room that answers. */
async function startTarget(): Promise<string> {
  const script = await build({
    entryPoints: [fileURLToPath(new URL('./client-activity.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
  })
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://app')
    if (pathname === '/app.js') return void response.setHeader('content-type', 'text/javascript').end(script.outputFiles[0]?.text)
    if (pathname === '/token') return void response.end(await exchange(String((await request.toArray()).join(''))))
    if (pathname === '/cookies') return void response.end(request.headers.cookie)
    if (pathname === '/cookie') {
      const kept = 'SameSite=None; Secure; Partitioned'
      return void response.setHeader('set-cookie', [`who=${searchParams.get('of')}; ${kept}`, 'lost=1; SameSite=Lax']).end()
    }
    response.setHeader('referrer-policy', 'no-referrer').setHeader('content-type', 'text/html')
    response.end('<!doctype html><html lang="en"><head><title>Activity</title></head><body><script type="module" src="/app.js"></script>')
  }).listen(0, '127.0.0.1')
  new WebSocketServer({ server }).on('connection', (room) => room.on('message', (word) => room.send(String(word))))
  await once(server, 'listening')
  closeTarget = () => {
    server.closeAllConnections()
    server.close()
  }
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
}

async function exchange(code: string): Promise<string> {
  const { DISCORD_APPLICATION_ID: client_id = '', DISCORD_CLIENT_SECRET: client_secret = '' } = sandbox.environment
  const body = new URLSearchParams({ client_id, client_secret, grant_type: 'authorization_code', code })
  const response = await fetch(`${sandbox.url}/api/v10/oauth2/token`, { method: 'POST', body })
  const { access_token }: { access_token: string } = await response.json()
  return access_token
}
