import { signHttpNotification } from '@kaltura-discord/kaltura'
import { cast } from '@kaltura-discord/sandbox'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../activity-client.ts'
import { launchBrowser } from '../browser.ts'
import { openDiscord, startEverything } from './party.ts'

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

const announcements = () =>
  everything.sandbox.state().messages.filter(({ content }) => /^A new (recording|video) is ready\.$/.test(content))
const receiver = () => `${everything.server.url}/api/v1/kaltura/main/notifications`

/** The notification of an entry that is ready, as Kaltura shapes it. */
const entryReady = (entryId: string, jobId: number) =>
  new TextEncoder().encode(
    JSON.stringify({
      object: { id: entryId, status: 2, objectType: 'KalturaMediaEntry' },
      eventObjectType: 1,
      eventNotificationJobId: jobId,
      eventType: 3,
      objectType: 'KalturaHttpNotification',
    }),
  )

async function send(body: Uint8Array<ArrayBuffer>, { secret, token }: { secret: string; token: string }): Promise<number> {
  const signature = await signHttpNotification({ secret, algorithm: 'sha256', body })
  const headers = { ...signature, 'content-type': 'application/json', 'x-kaltura-discord-token': token }
  return (await fetch(receiver(), { method: 'POST', headers, body })).status
}

describe('a recording that becomes ready', () => {
  test('is announced in the channel by a click on “publish”, with a button that starts it', async () => {
    const discord = await openDiscord(browser, everything.sandbox)
    await discord.page.getByRole('button', { name: /Publish a recording/ }).click()
    await discord.page.getByText(/A new (recording|video) is ready\./).waitFor()
    await discord.page.getByText('200 delivered').waitFor()
    await discord.become('member')
    await discord.pressWatchTogether()
    const tom = await discord.activity('member')

    expect(await tom.getByRole('heading').textContent()).toContain('recording')
    expect(announcements().map(({ channelId }) => channelId)).toEqual([cast.channels.general.id])
    await discord.close()
  })

  test('is announced once, however often Kaltura repeats itself', async () => {
    const before = announcements().length
    const known = { secret: everything.sandbox.environment.KALTURA_NOTIFICATION_SECRET ?? '', token: everything.notificationToken }
    const copies = await Promise.all(Array.from({ length: 10 }, () => send(entryReady('0_lec01abc', 77), known)))
    await eventually(() => announcements().length > before || undefined, 'the announcement')

    expect(copies).toEqual(Array(10).fill(200))
    expect(await send(entryReady('0_lec01abc', 77), known)).toBe(200)
    expect(announcements()).toHaveLength(before + 1)
  })

  test('is not announced by a stranger, whatever half of the proof they have', async () => {
    const before = announcements().length
    const secret = everything.sandbox.environment.KALTURA_NOTIFICATION_SECRET ?? ''
    const token = everything.notificationToken

    expect(await send(entryReady('0_lec01abc', 78), { secret: 'a guess', token })).toBe(401)
    expect(await send(entryReady('0_lec01abc', 79), { secret, token: 'a guess of a token' })).toBe(401)
    expect((await fetch(receiver(), { method: 'POST', body: entryReady('0_lec01abc', 80) })).status).toBe(401)
    expect(announcements()).toHaveLength(before)
  })

  test('is not announced where it may not be seen, even when the proof is right', async () => {
    const before = announcements().length
    const known = { secret: everything.sandbox.environment.KALTURA_NOTIFICATION_SECRET ?? '', token: everything.notificationToken }

    expect(await send(entryReady('0_staff1ab', 81), known)).toBe(200)
    expect(await send(entryReady('0_lec03abc', 82), known)).toBe(200)
    expect(await send(entryReady('0_lec02abc', 83), known)).toBe(200)
    await eventually(() => announcements().length > before || undefined, 'the announcement of the last')
    expect(announcements()).toHaveLength(before + 1)
  })
})
