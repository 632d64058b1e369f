import type { Frame } from 'playwright-core'
import { expect, test } from 'vitest'
import { positionOf, press, seekTo, settledSkewMs, statusOf, watchParties } from './watch-party.ts'

const { party, discord, sandbox } = watchParties()

/** From now on Kaltura refuses every KS that there was. */
const expireAll = () => sandbox().fault({ place: 'kaltura-api', kind: 'expire-ks' })

/** What the frame's player is answered when it asks for its playlist once more, as after a cut. */
function manifestAgain(frame: Frame) {
  const own = new URL(frame.url()).origin
  const asked = discord().traffic.requested.findLast(({ origin, pathname }) => origin === own && pathname.includes('/playManifest/'))
  return frame.evaluate(async (address) => (await fetch(address)).status, String(asked))
}

const watched = (frame: Frame, seconds: number) =>
  frame.evaluate(async (many) => {
    const [video] = [...document.querySelectorAll('video')].filter((each) => !each.paused)
    const positions: number[] = []
    const until = performance.now() + many * 1000
    while (performance.now() < until) {
      positions.push(video?.currentTime ?? Number.NaN)
      await new Promise((done) => setTimeout(done, 100))
    }
    return positions
  }, seconds)

const leaps = (positions: readonly number[]) =>
  positions.filter((at, index) => index > 0 && Math.abs(at - (positions[index - 1] ?? at)) > 1)

test.each([
  { what: 'a video', title: 'Lecture 1: Orbital mechanics', seekToS: 45 },
  { what: 'a live stream', title: 'Observatory: live from the dome' },
])(
  '$what goes on for everybody when every KS ends in the middle of it: no word, no leap, the room stays together, and a seek lands',
  async ({ title, seekToS }) => {
    const { tom, mara } = await party({ title })
    await press(tom, 'Play')
    await settledSkewMs(tom, mara)
    const fault = expireAll()
    const positions = await watched(mara, 6)
    const again = [await manifestAgain(tom), await manifestAgain(mara)]
    const skew = await settledSkewMs(tom, mara)
    await discord().join('guest')
    const late = await settledSkewMs(tom, await discord().activity('guest'))
    if (seekToS !== undefined) {
      await seekTo(tom, seekToS)
      await expect.poll(() => positionOf(mara)).toBeGreaterThan(seekToS - 1)
    }
    const sought = await settledSkewMs(tom, mara)
    fault.remove()

    expect(leaps(positions)).toEqual([])
    expect((positions.at(-1) ?? 0) - (positions[0] ?? 0)).toBeGreaterThan(5)
    expect(again).toEqual([200, 200])
    expect([skew, late, sought].map(Math.abs).every((ms) => ms < 250)).toBe(true)
    expect(await statusOf(mara)).toContain('In sync')
    expect(await Promise.all([tom, mara].map((frame) => frame.getByRole('alert').count()))).toEqual([0, 0])
  },
)
