import { AxeBuilder } from '@axe-core/playwright'
import type { Sandbox } from '@kaltura-discord/sandbox'
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { launchBrowser } from '../browser.ts'
import { type MemberPart, openDiscord, startEverything } from './party.ts'
import { readShownFrames, skewMs } from './shown-frames.ts'

type Everything = Awaited<ReturnType<typeof startEverything>>
type ClientChange = Parameters<ReturnType<Sandbox['as']>['client']>[0]
type OpenDiscord = Awaited<ReturnType<typeof openDiscord>>

/** Watch parties for the tests of a file: all that `npm start` starts, once; a fresh page for each party; and after each test everybody has left. */
export function watchParties() {
  let everything: Everything
  let browser: Browser
  let discord: OpenDiscord

  beforeAll(async () => {
    everything = await startEverything()
    browser = await launchBrowser()
  })
  afterEach(async () => {
    await discord.close()
    for (const { instanceId, frames } of everything.sandbox.state().instances) {
      for (const { userId } of frames) {
        await fetch(`${everything.sandbox.url}/sandbox/members/${userId}/instances/${encodeURIComponent(instanceId)}/leave`, {
          method: 'POST',
        })
      }
    }
  })
  afterAll(async () => {
    await browser?.close()
    await everything?.close()
  })

  return {
    sandbox: () => everything.sandbox,
    /** The page of the party. */
    discord: () => discord,
    /** Tom starts a video with the slash command, Mara joins; both frames show it. */
    async party({ title }: { title: string }): Promise<{ tom: Frame; mara: Frame }> {
      discord = await openDiscord(browser, everything.sandbox)
      await discord.become('member')
      await discord.watch(title)
      await discord.pressWatchTogether()
      const tom = await discord.activity('member')
      expect(await tom.getByRole('heading').textContent()).toBe(title)
      await discord.join('manager')
      return { tom, mara: await discord.activity('manager') }
    },
    /** Tom opens the Activity from Discord's own launcher; gives his frame, whatever it shows. */
    async opened(): Promise<Frame> {
      discord = await openDiscord(browser, everything.sandbox)
      await discord.become('member')
      await discord.openActivity()
      return discord.frame('member')
    },
    /**
     * What somebody's Activity is like in another window of their Discord, once that is so wide: what axe finds, how much of what it says is cut off, and how
     * many panels are seen. Its one choice can be pressed.
     */
    async lookIn(part: MemberPart, client: ClientChange, width: number) {
      const frame = await discord.frame(part)
      everything.sandbox.as(part).client(client)
      await expect.poll(() => frame.evaluate(() => innerWidth)).toBe(width)
      await frame.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))))
      await frame.getByRole('button', { name: /^(Try again|Continue)$/ }).click({ trial: true })
      const cut = await frame
        .locator('html, [role=alert]')
        .evaluateAll((said) => said.filter((each) => each.scrollHeight > each.clientHeight || each.scrollWidth > each.clientWidth).length)
      return { flaws: await flawsOf(discord.page), cut, panels: await frame.getByRole('complementary').count() }
    },
    /** What axe finds wrong with the page and every frame in it. */
    flaws: () => flawsOf(discord.page),
  }
}

async function flawsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
}

export const press = (frame: Frame, name: string) => frame.getByRole('button', { name, exact: true }).click()
export const statusOf = (frame: Frame) => frame.getByRole('status').textContent()
export const positionOf = (frame: Frame) => frame.evaluate(() => document.querySelector('video')?.currentTime ?? -1)
export const seekTo = (frame: Frame, positionS: number) => frame.getByRole('slider', { name: 'Position' }).fill(String(positionS))

/** Plays at the room's own speed, so nothing is being corrected, and says that it is in sync. */
async function isSettled(frame: Frame, rate: number): Promise<boolean> {
  const plays = await frame.evaluate(
    (wanted) => [...document.querySelectorAll('video')].some((video) => !video.paused && video.playbackRate === wanted),
    rate,
  )
  return plays && ((await statusOf(frame)) ?? '').includes('In sync')
}

/** Both play and say that they are in sync, before they are looked at and after; gives how far apart the shown frames are. */
export async function settledSkewMs(a: Frame, b: Frame, fps = 30, rate = 1): Promise<number> {
  const bothSettled = async () => (await isSettled(a, rate)) && (await isSettled(b, rate))
  for (;;) {
    await expect.poll(bothSettled).toBe(true)
    const [shownByA, shownByB] = await Promise.all([readShownFrames(a, 20), readShownFrames(b, 20)])
    expect(Math.min(shownByA.length, shownByB.length)).toBeGreaterThan(5)
    if (await bothSettled()) return skewMs(shownByA, shownByB, fps, rate)
  }
}
