import { cast } from '@kaltura-discord/sandbox'
import type { Browser, Frame } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { openDiscord, startEverything, useWatch } from './party.ts'
import { press, settledSkewMs } from './watch-party.ts'

const tides = { title: 'Lecture 2: Tides and moons', fps: 30 }
const convergedMs = 250
const roomPath = '/api/v1/rooms/socket'

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser
let discord: Awaited<ReturnType<typeof openDiscord>>

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
})
afterEach(async () => {
  await discord.close()
  for (const part of ['member', 'manager', 'guest'] as const) {
    if (everything.sandbox.state().instances.length > 0) await discord.leave(part)
  }
})
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

/** Tom and Mara watch, and it plays. */
async function party(): Promise<{ tom: Frame; mara: Frame }> {
  discord = await openDiscord(browser, everything.sandbox)
  await discord.become('member')
  await discord.watch(tides.title)
  await discord.pressWatchTogether()
  const tom = await discord.activity('member')
  await discord.join('manager')
  const mara = await discord.activity('manager')
  await press(tom, 'Play')
  await together(tom, mara)
  return { tom, mara }
}

/** Both play, say that they are in sync, and show it. */
async function together(a: Frame, b: Frame): Promise<void> {
  expect(Math.abs(await settledSkewMs(a, b, tides.fps))).toBeLessThan(convergedMs)
}

/** The frame of someone who joined, whatever it shows. */
async function frameOf(userId: string): Promise<Frame> {
  const find = () => {
    const url = everything.sandbox.state().instances[0]?.frames.find((frame) => frame.userId === userId)?.url
    return discord.page.frames().find((frame) => frame.url() === url)
  }
  await expect.poll(() => find() !== undefined).toBe(true)
  const frame = find()
  if (!frame) throw new Error('The frame went away.')
  return frame
}

describe('when something breaks while people watch', () => {
  test('the media host: who comes late reads why and tries again, and those who watch notice nothing', async () => {
    const { sandbox } = everything
    const { tom, mara } = await party()
    const mediaDown = sandbox.fault({ place: 'kaltura-media', kind: 'cut' })

    await discord.join('guest')
    const gus = await frameOf(cast.members.guest.userId)
    const tryAgain = gus.getByRole('button', { name: 'Try again' })
    await tryAgain.waitFor({ timeout: 60_000 })

    expect(await gus.getByRole('alert').textContent()).toMatch(/Trying again may help/)
    await together(tom, mara)
    mediaDown.remove()
    await tryAgain.click()
    await gus.getByRole('region', { name: 'Remote' }).waitFor()
    await together(tom, gus)
  })

  test('everyone’s way to the room, twice: they come back in sync by themselves', async () => {
    const { sandbox } = everything
    const { tom, mara } = await party()
    let dialled = 0
    discord.page.on('websocket', (socket) => {
      if (socket.url().includes(roomPath)) dialled += 1
    })

    // Both at once, and each one's first try to come back.
    sandbox.fault({ place: 'activity-proxy', kind: 'cut', path: roomPath, times: 4 })
    expect(sandbox.state().faults).toMatchObject([{ times: 2 }])
    await expect.poll(() => sandbox.state().faults).toEqual([])
    await expect.poll(() => dialled).toBeGreaterThanOrEqual(4)

    await together(tom, mara)
  })

  test('the bot’s gateway: the next slash command is answered', async () => {
    const { sandbox } = everything
    discord = await openDiscord(browser, sandbox)
    const before = sandbox.state().messages.length

    sandbox.dropGateway()
    await expect.poll(() => sandbox.state().bot.online).toBe(false)
    await expect.poll(() => sandbox.state().bot.online).toBe(true)
    await useWatch(sandbox, 'manager', sandbox.state().kaltura.entries.find(({ name }) => name === tides.title)?.id ?? '')

    await expect.poll(() => sandbox.state().messages.slice(before).at(-1)?.state).toBe('posted')
    expect(sandbox.state().messages.at(-1)?.components.length).toBeGreaterThan(0)
  })
})
