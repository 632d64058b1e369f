import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { startEverything } from './party.ts'
import { openPlayback } from './playback-stage.ts'
import { readStillFrame } from './shown-frames.ts'

type Playback = Awaited<ReturnType<typeof openPlayback>>

let everything: Awaited<ReturnType<typeof startEverything>>
let browser: Browser
const opened: Playback[] = []

beforeAll(async () => {
  everything = await startEverything()
  browser = await launchBrowser()
})
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close()
})
afterAll(async () => {
  await browser?.close()
  await everything?.close()
})

async function open(entryId: string): Promise<Playback> {
  const playback = await openPlayback(browser, everything.sandbox, { entryId })
  opened.push(playback)
  return playback
}

async function ready(entryId: string): Promise<Playback> {
  const playback = await open(entryId)
  expect(await playback.opening()).toBe('ready')
  return playback
}

const settled = (playback: Playback) => expect.poll(async () => (await playback.state()).readiness).toBe('ready')
const moves = async (playback: Playback) => {
  const before = (await playback.state()).mediaS
  await expect.poll(async () => (await playback.state()).mediaS).toBeGreaterThan(before + 0.5)
}

describe('a live stream', () => {
  const live = '0_l1ve01ab'
  /** Of the clip that is broadcast over and over. */
  const framesOfLoop = 900

  test('is within a frame of the same picture for two who joined at different times and stand at the same position', async () => {
    const early = await ready(live)
    await early.play()
    await moves(early)
    const { window: first } = await early.state()
    await expect.poll(async () => ((await early.state()).window?.startS ?? 0) - (first?.startS ?? 0)).toBeGreaterThan(3)
    const late = await ready(live)
    await late.play()
    await moves(late)
    const { window } = await early.state()
    const meetAtS = (window?.edgeS ?? 0) - 60.35
    for (const viewer of [early, late]) {
      await viewer.pause()
      await viewer.seek(meetAtS)
      await settled(viewer)
    }
    const [a, b] = [await early.state(), await late.state()]
    const shownByEarly = (await readStillFrame(early.page.mainFrame())) ?? Number.NaN
    const shownByLate = (await readStillFrame(late.page.mainFrame())) ?? Number.NaN

    expect(Math.abs(a.positionS - meetAtS)).toBeLessThan(0.01)
    expect(Math.abs(b.positionS - meetAtS)).toBeLessThan(0.01)
    expect(Math.abs(a.mediaS - b.mediaS)).toBeGreaterThan(0.5)
    expect((shownByEarly - shownByLate + 1 + framesOfLoop) % framesOfLoop).toBeLessThanOrEqual(2)
  })

  test('is never left by a seek: too early lands at its start, too late near its end', async () => {
    const playback = await ready(live)
    await playback.play()
    await moves(playback)
    const { window: first } = await playback.state()
    await playback.seek((first?.startS ?? 0) - 500)
    await settled(playback)
    const early = await playback.state()
    await playback.seek((first?.edgeS ?? 0) + 500)
    await settled(playback)
    const late = await playback.state()

    expect(early.positionS - (first?.startS ?? 0)).toBeGreaterThan(-1)
    expect(early.positionS - (first?.startS ?? 0)).toBeLessThan(10)
    expect(Math.abs(late.positionS - (late.window?.edgeS ?? 0))).toBeLessThan(10)
    expect(late.durationS).toBe(Number.POSITIVE_INFINITY)
  })

  test('goes on where it stands when it is first played, not at the edge', async () => {
    const playback = await ready(live)
    await settled(playback)
    const { window } = await playback.state()
    await playback.seek((window?.edgeS ?? 0) - 120)
    await settled(playback)
    await playback.play()
    await moves(playback)

    const now = await playback.state()
    expect((now.window?.edgeS ?? 0) - now.positionS).toBeGreaterThan(100)
  })

  test('that is off the air says so', async () => {
    expect(await (await open('0_live0off')).opening()).toMatch(/^player\.off-air /)
  })
})
